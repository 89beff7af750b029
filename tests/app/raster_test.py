"""Rasters as arrays and pictures. Arguments: the program, a data root."""
import ast
import gzip
import json
import pathlib
import struct
import zlib

from command_line_case import DATA, DB, EIGHT_SECONDS, CommandLineCase, main

GOLDEN = pathlib.Path(__file__).resolve().parents[1] / "data/golden/raster_features/synthetic-mini-01"
CHANNELS = ["ego", "agents", "roadmap", "baseline_paths"]
PIXELS = 224 * 224


def array_of(content):
    """Shape and values of a .npy file, whatever its kind of number."""
    assert content[:8] == b"\x93NUMPY\x01\x00"
    (length,) = struct.unpack("<H", content[8:10])
    assert (10 + length) % 64 == 0 and content[9 + length:10 + length] == b"\n"
    header = ast.literal_eval(content[10:10 + length].decode())
    assert not header["fortran_order"]
    kind = {"<f4": "f", "|u1": "B"}[header["descr"]]
    return header["shape"], [value for value, in struct.iter_unpack("<" + kind, content[10 + length:])]


def picture_of(content):
    """Width, height and grey values of a .png file whose rows are not filtered."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    chunks, at = {}, 8
    while at < len(content):
        (length,) = struct.unpack(">I", content[at:at + 4])
        kind, data = content[at + 4:at + 8], content[at + 8:at + 8 + length]
        assert struct.unpack(">I", content[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind], at = data, at + 12 + length
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert rest == [8, 0, 0, 0, 0] and chunks[b"IEND"] == b""
    rows = zlib.decompress(chunks[b"IDAT"])
    assert all(rows[row * (width + 1)] == 0 for row in range(height))
    return width, height, b"".join(rows[row * (width + 1) + 1:(row + 1) * (width + 1)] for row in range(height))


class Raster(CommandLineCase):
    def raster(self, *arguments, expect=0):
        return self.cli("raster", "--data", DATA, *arguments, "--out", self.folder / "out", expect=expect)

    def test_arrays_are_the_references(self):
        done = self.raster(*EIGHT_SECONDS, "--iteration", "0,27", "--iteration", "80")
        files = [self.folder / "out" / f"raster_{n}.npy" for n in (0, 27, 80)]
        self.assertEqual(done.stdout.split(), [str(file) for file in files])
        for file, golden in zip(files, ("it0", "it27", "it80")):
            shape, values = array_of(file.read_bytes())
            golden_shape, halves = array_of(gzip.decompress((GOLDEN / f"{golden}.npy.gz").read_bytes()))
            self.assertEqual(shape, (4, 224, 224))
            self.assertEqual(golden_shape, shape)
            self.assertEqual([2 * value for value in values], halves)

    def test_pictures_and_json_tell_the_same(self):
        (told,) = json.loads(self.raster(*EIGHT_SECONDS, "--iteration", "27", "--json").stdout)
        self.assertEqual(told["iteration"], 27)
        self.assertEqual([channel["name"] for channel in told["channels"]], CHANNELS)
        _, values = array_of(pathlib.Path(told["array"]).read_bytes())
        for number, channel in enumerate(told["channels"]):
            width, height, grey = picture_of(pathlib.Path(channel["picture"]).read_bytes())
            own = values[number * PIXELS:(number + 1) * PIXELS]
            self.assertEqual((width, height), (224, 224))
            self.assertEqual(list(grey), [{0.0: 0, 0.5: 128, 1.0: 255}[value] for value in own])
            self.assertEqual(channel["drawn_pixels"], sum(value != 0 for value in own))
            self.assertGreater(channel["drawn_pixels"], 0)

    def test_channels_beyond_the_references(self):
        channels = "speed_limit,route,ego_speed,past_agents,red_lights,agents"
        (told,) = json.loads(self.raster(*EIGHT_SECONDS, "--iteration", "27", "--channels", channels, "--json").stdout)
        self.assertEqual([channel["name"] for channel in told["channels"]], channels.split(","))
        shape, values = array_of(pathlib.Path(told["array"]).read_bytes())
        self.assertEqual(shape, (6, 224, 224))
        limit, route, speed, past, lights, agents = (values[n * PIXELS:(n + 1) * PIXELS] for n in range(6))
        self.assertEqual(set(route), {0.0, 1.0})
        self.assertTrue(all(on_route or not limited for on_route, limited in zip(route, limit)))
        self.assertGreater(max(limit), 0.5)  # 5 m/s
        self.assertEqual(len(set(speed)), 1)
        self.assertIn(1.0, past)
        self.assertNotEqual(past, agents)
        self.assertTrue(set(lights) <= {0.0, 1.0})

    def test_past_agents_are_the_agents_of_a_second_before(self):
        self.raster(*EIGHT_SECONDS, "--iteration", "0,10", "--channels", "agents,past_agents")
        pictures = [array_of((self.folder / f"out/raster_{n}.npy").read_bytes())[1] for n in (0, 10)]
        (_, oldest), (now, past) = ((values[:PIXELS], values[PIXELS:]) for values in pictures)
        self.assertNotEqual(now, past)
        self.assertIn(1.0, oldest)  # before the first iteration

    def test_every_exact_method_gives_the_same(self):
        wanted = None
        for how in (["per-step", "one-by-one"], ["per-step", "batched"], ["gathered", "one-by-one"]):
            done = self.raster(*EIGHT_SECONDS, "--iteration", "27", "--map-raster", how[0], "--agent-raster", how[1], "--json")
            (told,) = json.loads(done.stdout)
            self.assertEqual([channel["differing_share"] for channel in told["channels"]], [0.0] * 4)
            got = pathlib.Path(told["array"]).read_bytes()
            wanted = wanted or got
            self.assertEqual(got, wanted)

    def test_differences_of_the_canvas_are_told(self):
        done = self.raster(*EIGHT_SECONDS, "--iteration", "27", "--map-raster", "canvas", "--json")
        shares = {channel["name"]: channel["differing_share"] for channel in json.loads(done.stdout)[0]["channels"]}
        self.assertEqual((shares["ego"], shares["agents"]), (0.0, 0.0))
        for name in ("roadmap", "baseline_paths"):
            self.assertGreater(shares[name], 0.0)
            self.assertLess(shares[name], 0.1)
            self.assertIn(f"{name}: {100 * shares[name]:.2f} %", done.stderr)

    def test_other_sizes(self):
        self.raster(*EIGHT_SECONDS, "--iteration", "0", "--size", "100", "--resolution", "0.25", "--quiet")
        shape, values = array_of((self.folder / "out/raster_0.npy").read_bytes())
        self.assertEqual((shape, len(values)), ((4, 100, 100), 40000))

    def test_wrong_usage(self):
        done = self.raster(*EIGHT_SECONDS, "--iteration", "5,81", expect=2)
        self.assertIn("--iteration", done.stderr)
        self.assertIn("no iteration 81", done.stderr)
        self.assertIn("0 to 80", done.stderr)
        self.assertFalse((self.folder / "out").exists())
        self.raster(*EIGHT_SECONDS, "--iteration", "-1", expect=2)
        self.raster(*EIGHT_SECONDS, "--iteration", "one", expect=2)
        self.raster(*EIGHT_SECONDS, expect=2)
        self.raster("--iteration", "0", expect=2)
        self.assertIn("16 hex digits", self.raster("--scenario", "x", "--iteration", "0", expect=2).stderr)
        self.assertIn("size", self.raster(*EIGHT_SECONDS, "--iteration", "0", "--size", "0", expect=2).stderr)
        for option, value, known in (("--channels", "agents,roads", "baseline_paths"),
                                     ("--map-raster", "fast", "gathered"), ("--agent-raster", "canvas", "batched")):
            done = self.raster(*EIGHT_SECONDS, "--iteration", "0", option, value, expect=2)
            self.assertIn(option.strip("-"), done.stderr)
            self.assertIn(known, done.stderr)
        self.assertIn("twice",
                      self.raster(*EIGHT_SECONDS, "--iteration", "0", "--channels", "ego,ego", expect=2).stderr)
        self.assertIn("resolution",
                      self.raster(*EIGHT_SECONDS, "--iteration", "0", "--resolution", "0", expect=2).stderr)

    def test_bad_data(self):
        token = "0123456789abcdef"
        self.assertIn(token, self.raster("--scenario", token, "--iteration", "0", expect=3).stderr)
        done = self.cli("raster", "--db", self.folder / "no.db", *EIGHT_SECONDS, "--iteration", "0", "--out",
                        self.folder / "out", expect=3)
        self.assertIn("no.db", done.stderr)
        (self.folder / "file").write_text("")
        done = self.cli("raster", "--db", DB, *EIGHT_SECONDS, "--iteration", "0", "--out", self.folder / "file/out",
                        expect=3)
        self.assertIn("cannot be created", done.stderr)


if __name__ == "__main__":
    main()
