package main

func vote(home string)   {}
func result(home string) {}
