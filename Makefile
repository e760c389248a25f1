.PHONY: run test bench
run:
	./run
test:
	./run test
bench:
	./run bench
