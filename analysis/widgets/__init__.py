"""ipywidgets over a Workbook, for JupyterLab."""

from analysis.widgets.explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
