"""PowerPoint files that people have: opened without harm, whatever they are, and read as PowerPoint reads them."""
