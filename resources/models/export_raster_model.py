#!/usr/bin/env python3
"""Writes a PyTorch network as a model that Stepscope drives with: x.pt (TorchScript) and x.json (its side entry).

    /usr/bin/python3 export_raster_model.py OUT.pt                        a small untrained network, to see that it works
    /usr/bin/python3 export_raster_model.py OUT.pt --module FILE.py:make  what make() of that file returns

make() takes no argument and returns a torch.nn.Module with its weights loaded. It reads float32 of shape
(1, channels, size, size) and returns (1, 3 * poses): x forward in m, y to the left in m and heading in rad of each pose, as
seen from the rear axle of the ego now, the first one interval ahead. Needs torch only (Debian: python3-torch).
"""
import argparse
import importlib.util
import json
import sys
from pathlib import Path

import torch

CHANNELS = ["ego", "agents", "roadmap", "baseline_paths", "route", "ego_speed", "past_agents", "red_lights", "speed_limit"]


class SmallDriver(torch.nn.Module):
    """Four convolutions and a linear layer; what every pose predicts is how far it is from the pose before."""

    def __init__(self, channels: int, poses: int):
        super().__init__()
        widths = [channels, 16, 32, 32, 32]
        self.body = torch.nn.Sequential(*[layer for fan_in, fan_out in zip(widths, widths[1:]) for layer in (
            torch.nn.Conv2d(fan_in, fan_out, 3, stride=2, padding=1), torch.nn.BatchNorm2d(fan_out), torch.nn.ReLU())])
        self.head = torch.nn.Linear(widths[-1], 3 * poses)
        self.poses = poses

    def forward(self, rasters: torch.Tensor) -> torch.Tensor:
        steps = self.head(self.body(rasters).mean([2, 3])).view(-1, self.poses, 3)
        return steps.cumsum(1).flatten(1)


def module_from(place: str) -> torch.nn.Module:
    file, _, function = place.rpartition(":")
    if not file:
        sys.exit(f"--module: \"{place}\" is not FILE.py:function")
    spec = importlib.util.spec_from_file_location("exported", file)
    if spec is None or not Path(file).is_file():
        sys.exit(f"--module: there is no Python file {file}")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    if not hasattr(loaded, function):
        sys.exit(f"--module: {file} has no {function}()")
    return getattr(loaded, function)()


def side_entry(options: argparse.Namespace) -> dict:
    return {
        "name": options.name or options.out.stem,
        "description": options.description,
        "training_data": options.training_data,
        "raster": {
            "size_px": options.size,
            "metres_per_pixel": options.resolution,
            "channels": options.channels,
        },
        "poses": options.poses,
        "interval_s": options.interval,
    }


def export(options: argparse.Namespace) -> None:
    channels, shape = len(options.channels), (1, len(options.channels), options.size, options.size)
    torch.manual_seed(1)
    network = module_from(options.module) if options.module else SmallDriver(channels, options.poses)
    network.eval().float()
    with torch.no_grad():
        traced = torch.jit.trace(network, torch.zeros(shape))
        example = torch.rand(shape)
        expected, given = network(example), traced(example)
    if given.numel() != 3 * options.poses:
        sys.exit(f"the network gives {given.numel()} numbers for {options.poses} poses; {3 * options.poses} are needed")
    if not torch.isfinite(given).all():
        sys.exit("the network gives numbers that are not finite")
    if not torch.allclose(expected, given, atol=1e-5):
        sys.exit("the traced network gives other numbers: its forward() depends on values; write it without branches")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    traced.save(str(options.out))
    options.out.with_suffix(".json").write_text(json.dumps(side_entry(options), indent=2) + "\n")
    print(f"{options.out}: {sum(p.numel() for p in network.parameters())} weights; "
          f"stepscope-cli model {options.out} shows what Stepscope makes of it")


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a PyTorch network as a model that Stepscope drives with.")
    parser.add_argument("out", type=Path, help="the model, OUT.pt")
    parser.add_argument("--module", help="FILE.py:function that makes the network")
    parser.add_argument("--channels", nargs="+", choices=CHANNELS, default=CHANNELS[:4], metavar="CHANNEL",
                        help=f"pictures in the network's order, of {', '.join(CHANNELS)}")
    parser.add_argument("--size", type=int, default=224, help="pixels of a side")
    parser.add_argument("--resolution", type=float, default=0.5, help="metres per pixel")
    parser.add_argument("--poses", type=int, default=16)
    parser.add_argument("--interval", type=float, default=0.5, help="seconds between poses")
    parser.add_argument("--name", default="", help="default: that of the file")
    parser.add_argument("--description", default="")
    parser.add_argument("--training-data", default="", help="in words")
    options = parser.parse_args()
    if options.out.suffix != ".pt":
        parser.error("OUT must end in .pt")
    export(options)


if __name__ == "__main__":
    main()
