"""Stands in for the chunk function in worker processes: one text ends the process at once. Imports nothing large."""

import os


def annotate_chunk(texts, store_folder):
    if "die" in texts:
        os._exit(9)
    return [None] * len(texts)
