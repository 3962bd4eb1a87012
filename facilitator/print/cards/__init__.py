"""Dialogue cards: dealt, imposed on sheets so that every back lies behind its front, and made as PDF."""
