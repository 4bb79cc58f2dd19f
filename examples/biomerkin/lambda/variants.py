"""How a sequence differs from a reference: aligned, named as HGVS does, with its effect on the protein."""

from agent import InputError
from dna import START, STOP, translate

MAX_CELLS = 9_000_000
MATCH, MISMATCH, GAP = 2, -3, -4
DIAGONAL, UP, LEFT = 0, 1, 2

THREE_LETTERS = dict(
    zip(
        "ACDEFGHIKLMNPQRSTVWYX*",
        "Ala Cys Asp Glu Phe Gly His Ile Lys Leu Met Asn Pro Gln Arg Ser Thr Val Trp Tyr Xaa Ter".split(),
    )
)


def find(reference, sequence):
    """The differences in the order of the reference; positions are 1-based on it."""
    return [_described(reference, *difference) for difference in differences(reference, sequence)]


def differences(reference, sequence):
    """(offset, removed, inserted) of each difference, neighbours together, indels as far right as HGVS wants."""
    head = _common(reference, sequence)
    tail = _common(reference[head:][::-1], sequence[head:][::-1])
    old, new = reference[head : len(reference) - tail], sequence[head : len(sequence) - tail]
    if len(old) * len(new) > MAX_CELLS:
        raise InputError(
            f"sequence and reference differ over {max(len(old), len(new))} bases; that is too far apart to align"
        )
    runs = [(head + at, removed, added) for at, removed, added in _runs(old, new)]
    ends = [at for at, _, _ in runs[1:]] + [len(reference)]
    return [_shifted(reference[:end], *run) for run, end in zip(runs, ends)]


def _common(one, other):
    count = 0
    for a, b in zip(one, other):
        if not _same(a, b):
            break
        count += 1
    return count


def _same(a, b):
    """An unknown base differs from none."""
    return a == b or (a and b and "N" in (a, b))


def _runs(old, new):
    """Joins neighbouring columns of the alignment that differ."""
    at, removed, added = 0, "", ""
    position = 0
    for a, b in align(old, new):
        if not _same(a, b):
            if not removed and not added:
                at = position
            removed, added = removed + a, added + b
        elif removed or added:
            yield at, removed, added
            removed, added = "", ""
        position += len(a)
    if removed or added:
        yield at, removed, added


def align(old, new):
    """The global alignment of the best score: pairs of letters, the empty one for a gap."""
    moves = [bytearray([LEFT]) * (len(new) + 1)]
    above = [GAP * j for j in range(len(new) + 1)]
    for i, a in enumerate(old, 1):
        row, move = [GAP * i], bytearray(len(new) + 1)
        move[0] = UP
        for j, b in enumerate(new, 1):
            best, how = above[j - 1] + (MATCH if _same(a, b) else MISMATCH), DIAGONAL
            if above[j] + GAP > best:
                best, how = above[j] + GAP, UP
            if row[j - 1] + GAP > best:
                best, how = row[j - 1] + GAP, LEFT
            row.append(best)
            move[j] = how
        moves.append(move)
        above = row
    return _walk(old, new, moves)


def _walk(old, new, moves):
    pairs, i, j = [], len(old), len(new)
    while i or j:
        how = moves[i][j]
        a, b = old[i - 1] if how != LEFT else "", new[j - 1] if how != UP else ""
        pairs.append((a, b))
        i, j = i - len(a), j - len(b)
    return pairs[::-1]


def _shifted(reference, at, removed, added):
    """Moves a pure insertion or deletion right as long as the result stays the same; the reference
    ends where the next difference begins."""
    if removed and added:
        return at, removed, added
    letters = removed or added
    following = at + len(removed)
    while following < len(reference) and reference[following] == letters[0]:
        letters = letters[1:] + letters[0]
        at, following = at + 1, following + 1
    return (at, letters, "") if removed else (at, "", letters)


def _described(reference, at, removed, added):
    kind = "substitution" if len(removed) == len(added) else "deletion" if not added else "insertion"
    if removed and added and len(removed) != len(added):
        kind = "replacement"
    effect, protein = _effect(reference, at, removed, added)
    return {
        "kind": kind,
        "position": at + 1 if removed else at,
        "reference": removed,
        "alternative": added,
        "dna": "c." + _dna_name(at, removed, added),
        "protein": protein,
        "effect": effect,
    }


def _dna_name(at, removed, added):
    first, last = at + 1, at + len(removed)
    if not removed:
        return f"{at}_{at + 1}ins{added}"
    place = f"{first}" if first == last else f"{first}_{last}"
    if len(removed) == len(added) == 1:
        return f"{place}{removed}>{added}"
    return f"{place}del" + (f"ins{added}" if added else "")


def _effect(reference, at, removed, added):
    """(effect, name at the protein) of one difference on a coding reference; the name may be empty."""
    if not _coding(reference):
        return "unknown", ""
    growth = len(added) - len(removed)
    before = translate(reference)
    if growth % 3:
        return "frameshift", f"p.{_residue(before, min(at // 3, len(before) - 1))}fs"
    after = _until_stop(translate(reference[:at] + added + reference[at + len(removed) :]))
    if before == after:
        return "synonymous", "p.="
    codon = _common(before, after)
    name = f"p.{_residue(before, codon)}"
    if codon == 0:
        return "start lost", "p.Met1?"
    if before[codon] == STOP:
        return "stop lost", name + "ext"
    if after.endswith(STOP) and len(after) < len(before) + growth // 3:
        return "nonsense", f"p.{_residue(before, len(after) - 1)}Ter"
    if growth:
        return "in-frame", name + ("ins" if growth > 0 else "del")
    return "missense", name + THREE_LETTERS[after[codon]]


def _coding(reference):
    protein = translate(reference)
    return reference.startswith(START) and len(reference) % 3 == 0 and protein.find(STOP) == len(protein) - 1


def _until_stop(protein):
    return protein[: protein.index(STOP) + 1] if STOP in protein else protein


def _residue(protein, codon):
    return f"{THREE_LETTERS[protein[codon]]}{codon + 1}"
