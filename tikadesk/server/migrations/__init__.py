"""The history of the tables; written by ``tikadesk server manage makemigrations``, never by hand."""
