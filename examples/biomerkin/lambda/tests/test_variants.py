import random
import unittest

import variants
from agent import InputError
from packaged import table

HBB = table("references")["HBB"]["coding"]


def changed(at, removed, added):
    """HBB with other letters from a 1-based position on."""
    assert HBB[at - 1 :].startswith(removed)
    return HBB[: at - 1] + added + HBB[at - 1 + len(removed) :]


class Names(unittest.TestCase):
    def test_the_sickle_variant_is_found_and_named(self):
        self.assertEqual(
            variants.find(HBB, changed(20, "A", "T")),
            [
                {
                    "kind": "substitution",
                    "position": 20,
                    "reference": "A",
                    "alternative": "T",
                    "dna": "c.20A>T",
                    "protein": "p.Glu7Val",
                    "effect": "missense",
                }
            ],
        )

    def test_known_variants_have_their_known_names(self):
        for (at, removed, added), dna, protein, effect in (
            ((19, "G", "A"), "c.19G>A", "p.Glu7Lys", "missense"),  # HbC
            ((79, "G", "A"), "c.79G>A", "p.Glu27Lys", "missense"),  # HbE
            ((118, "C", "T"), "c.118C>T", "p.Gln40Ter", "nonsense"),  # codon 39
            ((20, "A", ""), "c.20del", "p.Glu7fs", "frameshift"),  # codon 6
            ((9, "T", "C"), "c.9T>C", "p.=", "synonymous"),
            ((1, "A", "G"), "c.1A>G", "p.Met1?", "start lost"),
            ((442, "T", "C"), "c.442T>C", "p.Ter148ext", "stop lost"),
        ):
            with self.subTest(dna):
                (found,) = variants.find(HBB, changed(at, removed, added))
                self.assertEqual((found["dna"], found["protein"], found["effect"]), (dna, protein, effect))

    def test_a_lost_codon_is_in_frame_and_stands_as_far_right_as_it_can(self):
        (found,) = variants.find(HBB, changed(19, "GAG", ""))  # GAG GAG AAG: either may be gone
        self.assertEqual((found["kind"], found["effect"]), ("deletion", "in-frame"))
        self.assertEqual(found["dna"], "c.22_24del")

    def test_an_insertion_is_named_by_its_neighbours(self):
        (found,) = variants.find("AACC", "AAGCC")
        self.assertEqual((found["dna"], found["kind"], found["effect"]), ("c.2_3insG", "insertion", "unknown"))

    def test_several_differences_come_in_order(self):
        sequence = HBB[:19] + "T" + HBB[20:117] + "T" + HBB[118:]
        self.assertEqual([v["protein"] for v in variants.find(HBB, sequence)], ["p.Glu7Val", "p.Gln40Ter"])

    def test_the_same_sequence_and_unknown_bases_have_no_variants(self):
        self.assertEqual(variants.find(HBB, HBB), [])
        self.assertEqual(variants.find(HBB, HBB[:10] + "N" + HBB[11:]), [])


class Alignment(unittest.TestCase):
    def test_differences_applied_to_the_reference_give_the_sequence(self):
        letters = random.Random(7)
        for _ in range(500):
            reference = "".join(letters.choices("ACGT", k=letters.randrange(1, 40)))
            sequence = "".join(letters.choices("ACGT", k=letters.randrange(1, 40)))
            result = reference
            for at, removed, added in reversed(variants.differences(reference, sequence)):
                self.assertEqual(reference[at : at + len(removed)], removed)
                result = result[:at] + added + result[at + len(removed) :]
            self.assertEqual(result, sequence)

    def test_what_is_too_far_apart_is_refused(self):
        with self.assertRaisesRegex(InputError, "differ over 4000 bases"):
            variants.find("A" * 4000, "C" * 4000)
