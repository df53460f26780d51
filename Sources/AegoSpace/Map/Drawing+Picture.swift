import AegoNumerics

extension Drawing {
  /// A picture of pixels, stretched to a rectangle.
  mutating func picture(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ picture: IndexedPicture) {
    let places = [("x", x), ("y", y), ("width", width), ("height", height)].map { "\($0)=\"\(Drawing.tenth($1))\"" }
    add("<image \(places.joined(separator: " ")) preserveAspectRatio=\"none\" href=\"\(picture.address)\"/>")
  }
}
