import unittest

import dna
from agent import InputError
from packaged import table

HBB = table("references")["HBB"]["coding"]
INS = table("references")["INS"]["coding"]


class Translation(unittest.TestCase):
    def test_beta_globin_is_the_protein_that_is_known(self):
        self.assertEqual(
            dna.translate(HBB),
            "MVHLTPEEKSAVTALWGKVNVDEVGGEALGRLLVVYPWTQRFFESFGDLSTPDAVMGNPKVKAHGKKVLGAFSDGLAHLDNLKGTFATLSELHCDKLHVDPEN"
            "FRLLGNVLVCVLAHHFGKEFTPPVQAAYQKVVAGVANALAHKYH*",
        )

    def test_insulin_holds_its_b_and_a_chains(self):
        protein = dna.translate(INS)
        self.assertIn("FVNQHLCGSHLVEALYLVCGERGFFYTPKT", protein)
        self.assertTrue(protein.endswith("GIVEQCCTSICSLYQLENYCN*"))

    def test_the_code_has_64_codons_and_three_stops(self):
        self.assertEqual(len(dna.CODONS), 64)
        stops = sorted(codon for codon, amino_acid in dna.CODONS.items() if amino_acid == dna.STOP)
        self.assertEqual(stops, ["TAA", "TAG", "TGA"])

    def test_an_unknown_base_makes_an_unknown_amino_acid(self):
        self.assertEqual(dna.translate("ATGGNT"), "MX")


class Frames(unittest.TestCase):
    def test_a_coding_sequence_is_its_own_longest_frame(self):
        first = dna.open_reading_frames(HBB)[0]
        self.assertEqual((first["strand"], first["start"], first["end"], first["length"]), ("+", 1, 444, 147))

    def test_the_other_strand_is_read_too(self):
        first = dna.open_reading_frames("CC" + dna.reverse_complement(INS))[0]
        self.assertEqual((first["strand"], first["start"], first["end"], first["length"]), ("-", 335, 3, 110))

    def test_a_frame_without_a_stop_is_open_at_its_end_and_no_frame(self):
        self.assertEqual(dna.open_reading_frames(HBB[:-3], min_codons=140), [])

    def test_frames_shorter_than_asked_for_are_left_out(self):
        self.assertEqual(len(dna.open_reading_frames("ATGGCCGCCTAA", min_codons=3)), 1)
        self.assertEqual(dna.open_reading_frames("ATGGCCGCCTAA", min_codons=4), [])


class Reading(unittest.TestCase):
    def test_fasta_rna_and_white_space_are_read(self):
        self.assertEqual(dna.parse(">hbb\nAUG gug\ncat\n"), "ATGGTGCAT")

    def test_gc_content_counts_known_bases_only(self):
        self.assertEqual(dna.gc_content("GGCCAATTNN"), 0.5)
        self.assertEqual(dna.gc_content("NN"), 0.0)

    def test_wrong_letters_are_told_with_their_position(self):
        with self.assertRaisesRegex(InputError, "^the sequence has 'X' at position 3; DNA is A, C, G, T and N$"):
            dna.parse("ATXG")

    def test_nothing_two_records_and_too_much_are_refused(self):
        for text, message in (
            (">only a name", "the sequence is empty"),
            (">a\nA\n>b\nC", "the sequence holds more than one FASTA record"),
            ("A" * 100_001, "the sequence has 100001 bases; the most is 100000"),
        ):
            with self.subTest(message), self.assertRaisesRegex(InputError, f"^{message}$"):
                dna.parse(text)
