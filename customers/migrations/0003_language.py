from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('customers', '0002_uploaded_sheets'),
    ]

    operations = [
        migrations.AddField(
            model_name='customer',
            name='language',
            field=models.CharField(blank=True, max_length=12, verbose_name='language'),
        ),
    ]
