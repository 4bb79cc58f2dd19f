"""DNA as such: reading, translating, open reading frames."""

from agent import InputError

MAX_LENGTH = 100_000
START, STOP = "ATG", "*"
COMPLEMENT = str.maketrans("ACGTN", "TGCAN")

_BASES = "TCAG"
_AMINO_ACIDS = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG"
CODONS = {
    a + b + c: _AMINO_ACIDS[16 * i + 4 * j + k]
    for i, a in enumerate(_BASES)
    for j, b in enumerate(_BASES)
    for k, c in enumerate(_BASES)
}


def parse(text, what="sequence"):
    """Plain letters or one FASTA record, RNA or DNA, as upper-case DNA."""
    lines = text.strip().splitlines()
    if sum(line.startswith(">") for line in lines) > 1:
        raise InputError(f"the {what} holds more than one FASTA record")
    letters = "".join("".join(line.split()) for line in lines if not line.startswith(">"))
    sequence = letters.upper().replace("U", "T")
    if not sequence:
        raise InputError(f"the {what} is empty")
    if len(sequence) > MAX_LENGTH:
        raise InputError(f"the {what} has {len(sequence)} bases; the most is {MAX_LENGTH}")
    for position, letter in enumerate(sequence, 1):
        if letter not in "ACGTN":
            raise InputError(f"the {what} has '{letter}' at position {position}; DNA is A, C, G, T and N")
    return sequence


def reverse_complement(sequence):
    return sequence.translate(COMPLEMENT)[::-1]


def gc_content(sequence):
    """The part of G and C among the known bases, 0 to 1."""
    known = len(sequence) - sequence.count("N")
    return round((sequence.count("G") + sequence.count("C")) / known, 4) if known else 0.0


def translate(sequence):
    """The amino acids of the whole codons; X where a base is not known."""
    return "".join(CODONS.get(sequence[i : i + 3], "X") for i in range(0, len(sequence) - 2, 3))


def open_reading_frames(sequence, min_codons=30):
    """Every ATG … stop of at least so many codons on the six frames, the longest first.

    Positions are 1-based on the given strand; 'start' is where the ATG begins, so that it is greater
    than 'end' on the other strand.
    """
    frames = []
    for strand, letters in (("+", sequence), ("-", reverse_complement(sequence))):
        for frame in range(3):
            protein = translate(letters[frame:])
            for first, last in _stretches(protein, min_codons):
                frames.append(_frame(strand, frame, first, last, len(letters), protein))
    return sorted(frames, key=lambda f: (-f["length"], f["strand"], f["start"]))


def _stretches(protein, min_codons):
    """(first, stop) codon of each stretch from its first M to the stop that ends it."""
    first = None
    for codon, amino_acid in enumerate(protein):
        if amino_acid == "M" and first is None:
            first = codon
        elif amino_acid == STOP:
            if first is not None and codon - first >= min_codons:
                yield first, codon
            first = None


def _frame(strand, frame, first, last, length, protein):
    start, end = frame + 3 * first + 1, frame + 3 * (last + 1)
    if strand == "-":
        start, end = length - start + 1, length - end + 1
    return {
        "strand": strand,
        "frame": frame + 1,
        "start": start,
        "end": end,
        "length": last - first,
        "protein": protein[first:last],
    }
