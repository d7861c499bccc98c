module piaojue

go 1.26.0
