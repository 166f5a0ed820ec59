"""Bytes as delivered to one table of text cells: packed, protected, text, workbook, web page, Parquet."""
