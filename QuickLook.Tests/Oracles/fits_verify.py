#!/usr/bin/python3
"""Fails when a file breaks the FITS standard or one of its checksums, as astropy sees it.

usage: fits_verify.py FILE...
"""

import sys
import warnings

from astropy.io import fits

warnings.simplefilter("error")

for path in sys.argv[1:]:
    with fits.open(path, checksum=True) as hdus:
        hdus.verify("exception")
        for hdu in hdus:
            for keyword in ("CHECKSUM", "DATASUM"):
                if keyword not in hdu.header:
                    sys.exit(f"{path}: {hdu.name} has no {keyword}")
            if hdu.data is not None:
                len(hdu.data)
            print(f"{path}\t{hdu.name}\t{hdu.header.get('LONGTEXT', '')}\t{hdu.header.get('ESO DET ID', '')}")
