"""What lies under the texts of a slide, seen: sheets of PowerPoint files drawn to pixels, and what the pixels say."""
