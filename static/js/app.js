// Everything a page does beyond what HTML and CSS do by themselves. One behaviour, one file.
