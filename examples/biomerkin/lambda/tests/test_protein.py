import unittest

import protein
from agent import InputError
from dna import translate
from packaged import table

BETA_GLOBIN = translate(table("references")["HBB"]["coding"]).rstrip("*")
INSULIN = translate(table("references")["INS"]["coding"]).rstrip("*")


class Known(unittest.TestCase):
    def test_masses_are_those_of_the_databases(self):
        self.assertAlmostEqual(protein.mass(BETA_GLOBIN), 15998, delta=1)
        self.assertAlmostEqual(protein.mass(BETA_GLOBIN[1:]), 15867, delta=1)
        self.assertAlmostEqual(protein.mass(INSULIN), 11981, delta=1)

    def test_a_residue_alone_has_its_own_mass_with_water(self):
        self.assertAlmostEqual(protein.mass("G"), 75.07, delta=0.01)

    def test_isoelectric_points_are_where_they_are_known_to_be(self):
        self.assertAlmostEqual(protein.isoelectric_point(INSULIN), 5.22, delta=0.1)
        self.assertAlmostEqual(protein.isoelectric_point(BETA_GLOBIN), 6.8, delta=0.1)
        self.assertGreater(protein.isoelectric_point("KKKKRRRR"), 11)
        self.assertLess(protein.isoelectric_point("DDDDEEEE"), 4)

    def test_the_sickle_variant_is_more_hydrophobic(self):
        sickle = BETA_GLOBIN[:6] + "V" + BETA_GLOBIN[7:]
        self.assertAlmostEqual(
            protein.hydropathy(sickle) - protein.hydropathy(BETA_GLOBIN), (4.2 + 3.5) / 147, delta=0.001
        )

    def test_a_hydrophobic_stretch_may_cross_a_membrane(self):
        self.assertTrue(protein.analyse("K" + "LIVA" * 6 + "K")["membrane"])
        self.assertFalse(protein.analyse(BETA_GLOBIN)["membrane"])

    def test_motifs_overlap_and_proline_spoils_glycosylation(self):
        self.assertEqual(
            [(m["motif"], m["position"]) for m in protein.motifs("NNTSRGD")],
            [
                ("N-glycosylation", 1),
                ("N-glycosylation", 2),
                ("protein kinase C phosphorylation", 3),
                ("casein kinase II phosphorylation", 4),
                ("cell attachment", 5),
            ],
        )
        self.assertEqual(protein.motifs("NPTA"), [])

    def test_composition_adds_up(self):
        self.assertEqual(sum(protein.composition(INSULIN).values()), 110)
        self.assertEqual(protein.composition("MAM"), {"A": 1, "M": 2})


class Reading(unittest.TestCase):
    def test_what_is_no_protein_is_refused(self):
        for text, message in (
            ("  *", "the protein is empty"),
            ("MKB", "the protein has 'B' at position 3; that is no amino acid"),
        ):
            with self.subTest(message), self.assertRaisesRegex(InputError, f"^{message}$"):
                protein.parse(text)

    def test_a_protein_shorter_than_a_window_has_no_profile(self):
        self.assertIsNone(protein.analyse("MK")["mostHydrophobic"])
