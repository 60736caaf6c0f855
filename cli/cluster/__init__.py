"""``definitie check --ray``: files in object storage, judged in partitions on the machines of a Ray cluster.

Ray Data hands partitions to workers and does again what a lost worker had; a manifest beside the results tells what is
finished, so that a run can go on later. All but :mod:`cli.cluster.ray_data` works without Ray.
"""
