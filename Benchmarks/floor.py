"""What no program can do without: python3 floor.py OUTPUT COPIES-OF BUNDLE…

It reads and inflates every entry of the bundles, and writes and fsyncs as many bytes as the files under COPIES-OF
hold, in as many files.
"""

import os
import sys
import zipfile


def main(output, copies, bundles):
    for path in bundles:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as file:
                    while file.read(1 << 20):
                        pass
    for name in sorted(os.listdir(copies)):
        with open(os.path.join(copies, name), "rb") as source, open(os.path.join(output, name), "wb") as target:
            target.write(source.read())
            target.flush()
            os.fsync(target.fileno())


main(sys.argv[1], sys.argv[2], sys.argv[3:])
