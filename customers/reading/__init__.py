"""Read a spreadsheet of customers saved as CSV, row by row, and say in plain sentences what is wrong with it.

Nothing is stored and nothing is guessed: what stands in a cell is text, a formula too. Rows stream; the only thing kept
is each e-mail address, to name the line that has it already.
"""

from customers.reading.columns import Column, Field
from customers.reading.problems import Problem, Unreadable
from customers.reading.sheet import Row, Sheet, read

__all__ = ["Column", "Field", "Problem", "Row", "Sheet", "Unreadable", "read"]
