from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('companies', '0003_further_languages'),
        ('notifications', '0009_browsers'),
    ]

    operations = [
        migrations.AddField(
            model_name='templateversion',
            name='language',
            field=models.CharField(default='en', max_length=12),
        ),
        migrations.AddField(
            model_name='templateversion',
            name='channel',
            field=models.CharField(choices=[('mail', 'Mail'), ('text', 'Text')], default='mail', max_length=4),
        ),
        migrations.AddField(
            model_name='templateversion',
            name='why',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.RemoveConstraint(
            model_name='templateversion',
            name='template_version_once',
        ),
        migrations.RemoveConstraint(
            model_name='templateversion',
            name='template_version_has_both_words_or_none',
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.UniqueConstraint(fields=('company', 'letter', 'language', 'channel', 'number'), name='template_version_of_a_language_once'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['mail', 'text'])), name='template_version_has_a_channel'),
        ),
        migrations.AddConstraint(
            model_name='templateversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('body', ''), ('subject', ''), ('why', '')), models.Q(('channel', 'mail'), models.Q(('subject', ''), _negated=True), models.Q(('body', ''), _negated=True)), models.Q(('channel', 'text'), ('subject', ''), ('why', ''), models.Q(('body', ''), _negated=True)), _connector='OR'), name='template_version_has_all_its_words_or_none'),
        ),
    ]
