module bed/image

go 1.25.0
