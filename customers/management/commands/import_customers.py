"""Import a spreadsheet of customers from the command line."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, override

from django.core.management.base import BaseCommand, CommandError

from companies.models import Company
from companies.scope import company_scope
from core.actor import Actor, ActorKind
from customers import actions
from customers.reading import Unreadable


class Command(BaseCommand):
    help = "Adds the customers of a CSV file to a company: all of them, or none if a row is bad. A repeat adds nothing."

    @override
    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a spreadsheet saved as CSV")
        parser.add_argument("--company", required=True, help="short name of the company, such as demo")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    @override
    def handle(self, *args: Any, **options: Any) -> None:
        company = Company.objects.filter(slug=options["company"]).first()
        if company is None:
            raise CommandError(f"--company: there is no company called {options['company']}.")
        by = Actor(ActorKind.INTEGRATION, "manage.py")
        try:
            with options["file"].open("rb") as file, company_scope(company.pk):
                report = actions.examine(file) if options["dry_run"] else actions.import_customers(file, by=by)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(str(error)) from error
        except actions.BadSheet as bad:
            self.say_problems(bad.report)
            raise CommandError(str(bad)) from bad
        self.say_problems(report)
        self.stdout.write(f"{report.new} new, {report.known} known already, {report.bad} with problems")

    def say_problems(self, report: actions.SheetReport) -> None:
        for problem in report.problems:
            where = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
            self.stderr.write(f"{where}: {problem.message}")
