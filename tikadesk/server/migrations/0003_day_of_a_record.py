"""Each record's date of service as a column of its own: a day of a centre is found without reading its years."""

import json

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

AT_ONCE = 2_000


def fill(_apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Write the day of the records that are there, from their folded state."""
    district = id = ""
    page = (
        "SELECT district, id, state FROM rec WHERE (district, id) > (%s, %s) ORDER BY district, id LIMIT %s"
    )
    with schema.connection.cursor() as cursor:
        while True:
            cursor.execute(page, [district, id, AT_ONCE])
            rows = cursor.fetchall()
            if not rows:
                return
            told = [(str(json.loads(state).get("day") or "")[:10], *key) for *key, state in rows]
            cursor.executemany("UPDATE rec SET day=%s WHERE district=%s AND id=%s", told)
            district, id, _ = rows[-1]


class Migration(migrations.Migration):
    dependencies = [
        ("central", "0002_routes"),
    ]

    operations = [
        migrations.AddField(
            model_name="rec",
            name="day",
            field=models.CharField(default="", max_length=10),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="rec",
            index=models.Index(fields=["district", "centre", "day"], name="rec_day"),
        ),
    ]
