print("ægo")
