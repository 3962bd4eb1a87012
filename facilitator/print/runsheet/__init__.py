"""The run sheet (drejebog) and what goes with it: packing list and participants' programme."""

from facilitator.print.runsheet.make import make_logistics, make_programme, make_runsheet

__all__ = ["make_logistics", "make_programme", "make_runsheet"]
