"""Prints how many seconds it takes to read every file of a folder, but for what a build makes and keeps there."""

import os
import sys
import time

start = time.perf_counter()
for folder, folders, files in os.walk(sys.argv[1]):
    folders[:] = [name for name in folders if name != "public" and not name.startswith(".")]
    for name in files:
        with open(os.path.join(folder, name), "rb") as file:
            file.read()
print(time.perf_counter() - start)
