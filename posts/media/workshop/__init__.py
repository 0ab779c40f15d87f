"""Where content of strangers is opened: a process of its own with limits, no secrets and no Django.

It reads one file, decides by its content what it is, and writes new ones that hold the picture or video alone.
"""
