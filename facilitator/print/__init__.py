"""What is printed: PDF by Typst, Word by python-docx, the calendar. Data in, bytes out; nothing here touches the disk
but the fonts.
"""
