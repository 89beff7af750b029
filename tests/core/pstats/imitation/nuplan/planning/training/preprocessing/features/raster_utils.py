from copy import deepcopy


def get_agents_raster(objects):
    raster = [0] * 400
    for box in deepcopy(objects):
        raster[int(box["x"] + 20 * box["y"]) % 400] += 1
    return raster
