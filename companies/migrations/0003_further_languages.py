import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0002_member_signed_in_at'),
    ]

    operations = [
        migrations.AddField(
            model_name='company',
            name='other_languages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), blank=True, default=list, size=None, verbose_name='further languages of letters'),
        ),
    ]
