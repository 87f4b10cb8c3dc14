; The Windows installer: for one user, without administrator rights. ./installer-build compiles it and passes in
; VERSION, SOURCE (the folder to install) and OUTPUT. The records lie in %LOCALAPPDATA%\TikaDesk, outside the folder
; installed here, and nothing below ever writes there.
!ifndef VERSION | SOURCE | OUTPUT
  !error "Build this with: make installer EMBED=..."
!endif
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh

!define HOME "$LOCALAPPDATA\Programs\TikaDesk"
!define MENU "$SMPROGRAMS\TikaDesk"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\TikaDesk"

Name "TikaDesk"
OutFile "${OUTPUT}"
RequestExecutionLevel user
BrandingText "TikaDesk ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!define MUI_ICON "${SOURCE}\tikadesk.ico"
!define MUI_UNICON "${SOURCE}\tikadesk.ico"
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${ENTRY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "Language"
!define MUI_FINISHPAGE_RUN "$INSTDIR\pythonw.exe"
!define MUI_FINISHPAGE_RUN_PARAMETERS "-m tikadesk"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEEPS)"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Hindi"
!insertmacro MUI_RESERVEFILE_LANGDLL

; Windows labels the buttons of a message in its own language, so no sentence names a button.
LangString OPEN ${LANG_ENGLISH} "TikaDesk is open. Close its windows, then try again. Nothing has been changed."
LangString OPEN ${LANG_HINDI} "टीकाडेस्क खुला है। पहले उसकी विंडो बंद करें, फिर दोबारा कोशिश करें। अभी कुछ नहीं बदला है।"
LangString OLD ${LANG_ENGLISH} "TikaDesk needs Windows 10 or newer. Nothing has been changed."
LangString OLD ${LANG_HINDI} "टीकाडेस्क के लिए Windows 10 या उससे नया चाहिए। कुछ नहीं बदला है।"
LangString HELD ${LANG_ENGLISH} "Another program is using the folder ${HOME}. Close it or restart the computer, then install again. The records are safe."
LangString HELD ${LANG_HINDI} "कोई और प्रोग्राम ${HOME} फ़ोल्डर खोले हुए है। उसे बंद करें या कंप्यूटर फिर से चालू करें, फिर दोबारा इंस्टॉल करें। रिकॉर्ड सुरक्षित हैं।"
LangString KEEPS ${LANG_ENGLISH} "Only the program is removed. The records of this desk stay on this computer and are there again when TikaDesk is installed again."
LangString KEEPS ${LANG_HINDI} "केवल प्रोग्राम हटेगा। इस डेस्क के रिकॉर्ड इसी कंप्यूटर पर रहेंगे और टीकाडेस्क दोबारा इंस्टॉल करने पर फिर मिल जाएँगे।"
LangString PRACTICE ${LANG_ENGLISH} "TikaDesk practice"
LangString PRACTICE ${LANG_HINDI} "TikaDesk अभ्यास"

; Windows lets nobody write to a program that runs. Asking for that finds every desk, practice window and server that
; runs from this folder, wherever its data lies; the lock file in the data folder would tell of one desk only.
!macro REFUSE_WHILE_RUNNING PROGRAM
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ${Do}
      ClearErrors
      FileOpen $0 "$INSTDIR\${PROGRAM}" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(OPEN)" /SD IDCANCEL IDCANCEL`
        SetErrorLevel 3
        Quit
      ${EndIf}
    ${Loop}
  ${EndIf}
!macroend

Function .onInit
  ; Always this folder, also against /D=: whatever else lies in the folder is removed with it.
  StrCpy $INSTDIR "${HOME}"
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

; Refusals stand in the sections: in the functions before them NSIS does not speak the chosen language yet.
Section
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(OLD)" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  !insertmacro REFUSE_WHILE_RUNNING pythonw.exe
  !insertmacro REFUSE_WHILE_RUNNING python.exe

  ; The new program is put beside the old one and takes its place at the end: a full disk or a power cut on the way
  ; leaves a desk that works.
  RMDir /r "$INSTDIR.new"
  SetOutPath "$INSTDIR.new"
  File /r "${SOURCE}/*"
  WriteUninstaller "$INSTDIR.new\uninstall.exe"
  SetOutPath "$DOCUMENTS" ; out of the folder, and where the desk offers to save papers: Start-menu entries keep it
  RMDir /r "$INSTDIR.old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\*.*"
    Rename "$INSTDIR" "$INSTDIR.old"
  ${EndIf}
  ${IfNot} ${Errors}
    Rename "$INSTDIR.new" "$INSTDIR"
  ${EndIf}
  ${If} ${Errors}
    ${IfNot} ${FileExists} "$INSTDIR\*.*"
      Rename "$INSTDIR.old" "$INSTDIR"
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "$(HELD)" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  RMDir /r "$INSTDIR.old"

  RMDir /r "${MENU}"
  CreateDirectory "${MENU}"
  CreateShortcut "${MENU}\TikaDesk.lnk" "$INSTDIR\pythonw.exe" "-m tikadesk" "$INSTDIR\tikadesk.ico"
  CreateShortcut "${MENU}\$(PRACTICE).lnk" "$INSTDIR\pythonw.exe" "-m tikadesk practice" "$INSTDIR\tikadesk.ico"

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "TikaDesk"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\tikadesk.ico"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
SectionEnd

Function un.onInit
  StrCpy $INSTDIR "${HOME}"
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "un.TikaDesk"
  !insertmacro REFUSE_WHILE_RUNNING pythonw.exe
  !insertmacro REFUSE_WHILE_RUNNING python.exe
  RMDir /r "$INSTDIR"
  RMDir /r "$INSTDIR.new"
  RMDir /r "$INSTDIR.old"
  RMDir /r "${MENU}"
  DeleteRegKey HKCU "${ENTRY}"
SectionEnd
