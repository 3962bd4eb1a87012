"""YAML as nodes that know their line and column, spreadsheets as rows; models made from them."""
