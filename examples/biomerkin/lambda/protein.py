"""What follows from the amino acids of a protein alone."""

import re

from agent import InputError

WATER = 18.01524
# Average masses of residues (Da) and the hydropathy of Kyte and Doolittle (1982).
RESIDUES = {
    "A": (71.0788, 1.8), "R": (156.1875, -4.5), "N": (114.1038, -3.5), "D": (115.0886, -3.5),
    "C": (103.1388, 2.5), "Q": (128.1307, -3.5), "E": (129.1155, -3.5), "G": (57.0519, -0.4),
    "H": (137.1411, -3.2), "I": (113.1594, 4.5), "L": (113.1594, 3.8), "K": (128.1741, -3.9),
    "M": (131.1926, 1.9), "F": (147.1766, 2.8), "P": (97.1167, -1.6), "S": (87.0782, -0.8),
    "T": (101.1051, -0.7), "W": (186.2132, -0.9), "Y": (163.1760, -1.3), "V": (99.1326, 4.2),
}  # fmt: skip

# The constants of Bjellqvist et al. (1993), without their corrections for particular ends.
POSITIVE = {"K": 10.0, "R": 12.0, "H": 5.98}
NEGATIVE = {"D": 4.05, "E": 4.45, "C": 9.0, "Y": 10.0}
N_TERMINUS, C_TERMINUS = 7.5, 3.55

MOTIFS = {
    "N-glycosylation": "N[^P][ST][^P]",
    "protein kinase C phosphorylation": "[ST].[RK]",
    "casein kinase II phosphorylation": "[ST].{2}[DE]",
    "cell attachment": "RGD",
}
WINDOW, MEMBRANE_WINDOW, MEMBRANE_HYDROPATHY = 9, 19, 1.6


def parse(text):
    protein = "".join(text.split()).upper().rstrip("*")
    if not protein:
        raise InputError("the protein is empty")
    for position, letter in enumerate(protein, 1):
        if letter not in RESIDUES:
            raise InputError(f"the protein has '{letter}' at position {position}; that is no amino acid")
    return protein


def mass(protein):
    """The average mass in Da."""
    return round(sum(RESIDUES[a][0] for a in protein) + WATER, 2)


def hydropathy(protein):
    """The grand average (GRAVY)."""
    return round(sum(RESIDUES[a][1] for a in protein) / len(protein), 3)


def profile(protein, window=WINDOW):
    """The mean hydropathy of each window."""
    values = [RESIDUES[a][1] for a in protein]
    return [round(sum(values[i : i + window]) / window, 3) for i in range(len(values) - window + 1)]


def charge(protein, ph):
    """The net charge at a pH."""
    positive = 1 / (1 + 10 ** (ph - N_TERMINUS))
    positive += sum(protein.count(a) / (1 + 10 ** (ph - pk)) for a, pk in POSITIVE.items())
    negative = 1 / (1 + 10 ** (C_TERMINUS - ph))
    negative += sum(protein.count(a) / (1 + 10 ** (pk - ph)) for a, pk in NEGATIVE.items())
    return positive - negative


def isoelectric_point(protein):
    """The pH without net charge."""
    low, high = 0.0, 14.0
    while high - low > 0.001:
        middle = (low + high) / 2
        low, high = (middle, high) if charge(protein, middle) > 0 else (low, middle)
    return round((low + high) / 2, 2)


def composition(protein):
    return {a: protein.count(a) for a in sorted(set(protein))}


def motifs(protein):
    """Where each motif begins, overlapping ones included."""
    found = []
    for name, pattern in MOTIFS.items():
        for match in re.finditer(f"(?=({pattern}))", protein):
            found.append({"motif": name, "position": match.start() + 1, "residues": match.group(1)})
    return sorted(found, key=lambda m: (m["position"], m["motif"]))


def analyse(protein):
    """All of it; 'membrane' tells whether a stretch is hydrophobic enough to cross a membrane."""
    windows = profile(protein)
    wide = profile(protein, MEMBRANE_WINDOW)
    return {
        "length": len(protein),
        "mass": mass(protein),
        "hydropathy": hydropathy(protein),
        "mostHydrophobic": max(windows) if windows else None,
        "membrane": any(value >= MEMBRANE_HYDROPATHY for value in wide),
        "isoelectricPoint": isoelectric_point(protein),
        "composition": composition(protein),
        "motifs": motifs(protein),
    }
