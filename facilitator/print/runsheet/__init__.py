"""The run sheet (drejebog) and what goes with it, packing list and participants' programme, as files in memory."""
