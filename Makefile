# make run    installs what is missing, builds, and opens the app on the rehearsal meeting;
#             without a display it walks through the app instead and leaves pictures in out/
# make test   everything that CI runs
# make bench  speed, as ratios measured side by side in one run
# make walk   the walk in a real window alone
# make fuzz   every parser against invented input, FUZZTIME each
# make dist   the app for Windows and for this machine, in out/dist
# make fonts  assets/fonts anew

FUZZTIME ?= 60s

.PHONY: run test bench walk fuzz dist fonts build clean

run:
	scripts/run.sh

build:
	scripts/need.sh build
	mkdir -p out
	go build -tags x11 -o out/piaojue .

test:
	scripts/test.sh

bench:
	scripts/bench.sh

walk:
	scripts/walk.sh

fuzz:
	scripts/fuzz.sh $(FUZZTIME)

dist:
	scripts/dist.sh

fonts:
	scripts/fonts.sh

clean:
	rm -rf out
