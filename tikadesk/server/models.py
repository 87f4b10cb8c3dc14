"""The server's tables, for migrations and the admin. The ingest path reads and writes them in plain SQL (see ``sql``).

``district`` is the shard key of every table that grows. Instants are UTC; ids are the desks' UUIDs as text.
"""

from __future__ import annotations

from django.db import models

ID = 36
CODE = 32


class Centre(models.Model):
    """A vaccination centre. ``district`` is its LGD code, ``state`` two letters as in official numbers."""

    code = models.CharField(max_length=CODE, primary_key=True)
    name = models.CharField(max_length=200)
    name_hi = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=8, db_index=True)
    state = models.CharField(max_length=2)

    class Meta:
        db_table = "centre"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Device(models.Model):
    """An enrolled desk, how far its journal is in custody (``high`` and the ``chain`` there) and how far judged."""

    dev = models.CharField(max_length=ID, primary_key=True)
    district = models.CharField(max_length=8, db_index=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, db_column="centre")
    label = models.CharField(max_length=8)
    pub = models.BinaryField()
    box = models.BinaryField(blank=True)
    hint = models.CharField(max_length=128, blank=True)
    cert = models.TextField()
    high = models.BigIntegerField(default=0)
    chain = models.BinaryField()
    judged = models.BigIntegerField(default=0)
    safe = models.BigIntegerField(default=0)
    parent = models.CharField(max_length=ID, blank=True)
    status = models.CharField(max_length=10, default="active")
    app = models.CharField(max_length=32, blank=True)
    waiting = models.BigIntegerField(default=0)
    enrolled_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "device"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class Operator(models.Model):
    """A person of a centre, folded from entries of kind ``operator``; revoking happens here."""

    id = models.CharField(max_length=ID, primary_key=True)
    district = models.CharField(max_length=8, db_index=True)
    centre = models.CharField(max_length=CODE, db_index=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    void = models.BooleanField(default=False)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "operator"
        ordering = ["centre", "name"]

    def __str__(self) -> str:
        return self.name


class EnrolCode(models.Model):
    """A code that enrols one desk. Only ``handle``, its first four characters, can be read back."""

    handle = models.CharField(max_length=4, primary_key=True)
    hash = models.BinaryField()
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, db_column="centre")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries_left = models.IntegerField(default=5)
    used_at = models.DateTimeField(null=True)
    dev = models.CharField(max_length=ID, blank=True)

    class Meta:
        db_table = "enrol_code"
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.handle}-…"


class Journal(models.Model):
    """Every entry that was ever taken into custody, body word for word. It is written once and never touched."""

    pk = models.CompositePrimaryKey("district", "dev", "n")
    district = models.CharField(max_length=8)
    dev = models.CharField(max_length=ID)
    n = models.BigIntegerField()
    d = models.BinaryField()
    h = models.BinaryField()
    b = models.BinaryField()
    custody_at = models.DateTimeField()

    class Meta:
        db_table = "journal"


class Verdict(models.Model):
    """The entries that were not plainly applied: held or flagged, and why. No row: applied, once judged so far."""

    pk = models.CompositePrimaryKey("district", "dev", "n")
    district = models.CharField(max_length=8)
    dev = models.CharField(max_length=ID)
    n = models.BigIntegerField()
    v = models.CharField(max_length=8)
    why = models.CharField(max_length=24)

    class Meta:
        db_table = "verdict"


class Seal(models.Model):
    """The signed heads, so that a mirror can check the journal by itself."""

    pk = models.CompositePrimaryKey("district", "dev", "n")
    district = models.CharField(max_length=8)
    dev = models.CharField(max_length=ID)
    n = models.BigIntegerField()
    sig = models.BinaryField()

    class Meta:
        db_table = "seal"


class Op(models.Model):
    """An applied entry by its id; its body is in the journal at (dev, n)."""

    pk = models.CompositePrimaryKey("district", "id")
    district = models.CharField(max_length=8)
    id = models.CharField(max_length=ID)
    rec = models.CharField(max_length=ID)
    k = models.CharField(max_length=32)
    gen = models.IntegerField()
    dev = models.CharField(max_length=ID)
    n = models.BigIntegerField()

    class Meta:
        db_table = "op"
        # A create has its record's id: the primary key finds it
        indexes = [
            models.Index(fields=["district", "rec"], name="op_rec", condition=~models.Q(id=models.F("rec")))
        ]


class Rec(models.Model):
    """A record folded from its ops. ``state`` is JSON; ``heads`` and ``conflict`` are words; ``day`` is its date of
    service, blank where it has none.
    """

    pk = models.CompositePrimaryKey("district", "id")
    district = models.CharField(max_length=8)
    id = models.CharField(max_length=ID)
    centre = models.CharField(max_length=CODE)
    k = models.CharField(max_length=32)
    no = models.CharField(max_length=16, null=True)
    state = models.TextField()
    heads = models.TextField()
    conflict = models.TextField()
    void = models.BooleanField()
    day = models.CharField(max_length=10, default="")

    class Meta:
        db_table = "rec"
        # What a centre did on a day
        indexes = [models.Index(fields=["district", "centre", "day"], name="rec_day")]


class Scope(models.Model):
    """The last place given out in each feed: ``centre:<code>``, ``dev:<uuid>``, ``to:<code>`` for another's centre."""

    pk = models.CompositePrimaryKey("district", "id")
    district = models.CharField(max_length=8)
    id = models.CharField(max_length=64)
    seq = models.BigIntegerField(default=0)

    class Meta:
        db_table = "scope"
        # Which districts have something for a centre
        indexes = [models.Index(fields=["id"], name="scope_id")]


class Feed(models.Model):
    """What desks pull, in order. ``nonce`` lets a restored server know a cursor that it never gave."""

    pk = models.CompositePrimaryKey("district", "scope", "seq")
    district = models.CharField(max_length=8)
    scope = models.CharField(max_length=64)
    seq = models.BigIntegerField()
    nonce = models.BigIntegerField()
    t = models.CharField(max_length=8)
    dev = models.CharField(max_length=ID)
    n = models.BigIntegerField()
    item = models.TextField(null=True)

    class Meta:
        db_table = "feed"


class Route(models.Model):
    """A record of this district that another centre, of any district, is told of."""

    pk = models.CompositePrimaryKey("district", "rec", "centre")
    district = models.CharField(max_length=8)
    rec = models.CharField(max_length=ID)
    centre = models.CharField(max_length=CODE)

    class Meta:
        db_table = "route"
        # A desk of another district may ask whether a record was sent to it
        indexes = [models.Index(fields=["rec"], name="route_rec")]


class Packed(models.Model):
    """Which box a tube is in; in two as long as desks differ."""

    pk = models.CompositePrimaryKey("district", "rec", "box")
    district = models.CharField(max_length=8)
    rec = models.CharField(max_length=ID)
    box = models.CharField(max_length=ID)

    class Meta:
        db_table = "packed"
        indexes = [models.Index(fields=["district", "box"], name="packed_box")]


class Number(models.Model):
    """Which records carry an official number; more than one is a collision."""

    pk = models.CompositePrimaryKey("no", "rec")
    no = models.CharField(max_length=16)
    rec = models.CharField(max_length=ID)
    dev = models.CharField(max_length=ID)
    district = models.CharField(max_length=8)

    class Meta:
        db_table = "number"


class Lease(models.Model):
    """A range of counters that was granted to one desk and is never granted again."""

    pk = models.CompositePrimaryKey("series", "k", "lo")
    series = models.SmallIntegerField()
    k = models.CharField(max_length=1)
    lo = models.IntegerField()
    hi = models.IntegerField()
    id = models.CharField(max_length=ID)
    dev = models.CharField(max_length=ID, db_index=True)
    req = models.CharField(max_length=ID, unique=True)
    state = models.CharField(max_length=2)
    district = models.CharField(max_length=8)
    granted_at = models.DateTimeField()

    class Meta:
        db_table = "lease"


class LeaseWish(models.Model):
    """A request for numbers that waits for the lease-hold to end."""

    req = models.CharField(max_length=ID, primary_key=True)
    dev = models.CharField(max_length=ID, db_index=True)
    district = models.CharField(max_length=8)
    k = models.CharField(max_length=1)
    size = models.IntegerField()

    class Meta:
        db_table = "lease_wish"


class Incarnation(models.Model):
    """A life of the database, each with its own series; a rollback that came to light starts a new one."""

    series = models.SmallIntegerField(primary_key=True)
    why = models.CharField(max_length=32)
    started_at = models.DateTimeField()
    boot = models.CharField(max_length=32)
    hold_until = models.DateTimeField()

    class Meta:
        db_table = "incarnation"


class Session(models.Model):
    """A token's hash, its device and when it ends."""

    hash = models.BinaryField(primary_key=True)
    dev = models.CharField(max_length=ID, db_index=True)
    exp = models.DateTimeField()

    class Meta:
        db_table = "session"


class Counter(models.Model):
    """Records made per day, centre and kind, for the status board."""

    pk = models.CompositePrimaryKey("day", "district", "centre", "k")
    day = models.CharField(max_length=10)
    district = models.CharField(max_length=8)
    centre = models.CharField(max_length=CODE)
    k = models.CharField(max_length=32)
    n = models.BigIntegerField()

    class Meta:
        db_table = "counter"
