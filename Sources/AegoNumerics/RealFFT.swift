/// The discrete Fourier transform of real signals of one length, with the same bits on every processor.
///
/// Stockham's autosort algorithm in radix 4 (Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992,
/// section 1.7) on half as many complex numbers; its roots of unity come from `Portable`. Neither direction scales:
/// `inverse` after `forward` gives the signal times its length. After `init` nothing allocates. One thread at a time
/// may use a transform, since both directions have scratch memory.
public struct RealFFT: ~Copyable, Sendable {
  /// The signal's length, a power of two.
  public let size: Int
  /// Complex numbers in the inner transform.
  private let half: Int
  // For each stage of radix 4 and each p of its butterflies: the first, second and third power of its root.
  private let roots: Storage<Float>
  // e^(2πi k / size) for k in 0...half / 2, real and imaginary.
  private let split: Storage<Float>
  // Two buffers of real and two of imaginary parts, `half` each.
  private let scratch: Storage<Float>

  /// Plans transforms of signals of `size` samples, a power of two of 16 or more.
  public init(size: Int) {
    precondition(RealFFT.isPossible(size), "a transform's length is a power of two")
    self.size = size
    half = size / 2
    split = Storage((0...half / 2).flatMap { RealFFT.root($0, of: size) })
    roots = Storage(RealFFT.stageRoots(half))
    scratch = Storage(count: 4 * half, repeating: 0)
  }

  /// Whether there is a transform of signals of `size` samples.
  public static func isPossible(_ size: Int) -> Bool { size >= 16 && size & (size - 1) == 0 }

  /// From `size` samples to size / 2 + 1 complex bins, interleaved real and imaginary.
  @_noLocks public borrowing func forward(_ signal: UnsafePointer<Float>, into bins: UnsafeMutablePointer<Float>) {
    let (real, imaginary) = (scratch.base, scratch.base + half)
    for n in 0..<half {
      real[n] = signal[2 * n]
      imaginary[n] = signal[2 * n + 1]
    }
    // With both parts exchanged on the way in and out, the inverse transform is the forward one.
    let isMoved = transform(imaginary, real)
    let (zr, zi) = isMoved ? (scratch.base + 2 * half, scratch.base + 3 * half) : (real, imaginary)
    bins[0] = zr[0] + zi[0]
    bins[1] = 0
    bins[size] = zr[0] - zi[0]
    bins[size + 1] = 0
    for k in 1...half / 2 {
      // The even samples' spectrum and the odd ones', of bin k; bin half - k has their conjugates.
      let (evenReal, evenImaginary) = (0.5 * (zr[k] + zr[half - k]), 0.5 * (zi[k] - zi[half - k]))
      let (oddReal, oddImaginary) = (0.5 * (zi[k] + zi[half - k]), 0.5 * (zr[half - k] - zr[k]))
      let (c, s) = (split[2 * k], split[2 * k + 1])
      let (turnedReal, turnedImaginary) = (oddReal * c + oddImaginary * s, oddImaginary * c - oddReal * s)
      bins[2 * k] = evenReal + turnedReal
      bins[2 * k + 1] = evenImaginary + turnedImaginary
      bins[2 * (half - k)] = evenReal - turnedReal
      bins[2 * (half - k) + 1] = turnedImaginary - evenImaginary
    }
  }

  /// From size / 2 + 1 complex bins, interleaved real and imaginary, to `size` samples.
  @_noLocks public borrowing func inverse(_ bins: UnsafePointer<Float>, into signal: UnsafeMutablePointer<Float>) {
    let (real, imaginary) = (scratch.base, scratch.base + half)
    real[0] = bins[0] + bins[size]
    imaginary[0] = bins[0] - bins[size]
    for k in 1...half / 2 {
      let far = 2 * (half - k)
      let (sumReal, sumImaginary) = (bins[2 * k] + bins[far], bins[2 * k + 1] - bins[far + 1])
      let (gapReal, gapImaginary) = (bins[2 * k] - bins[far], bins[2 * k + 1] + bins[far + 1])
      let (c, s) = (split[2 * k], split[2 * k + 1])
      let (turnedReal, turnedImaginary) = (gapReal * c - gapImaginary * s, gapReal * s + gapImaginary * c)
      real[k] = sumReal - turnedImaginary
      imaginary[k] = sumImaginary + turnedReal
      real[half - k] = sumReal + turnedImaginary
      imaginary[half - k] = turnedReal - sumImaginary
    }
    let isMoved = transform(real, imaginary)
    let (zr, zi) = isMoved ? (scratch.base + 2 * half, scratch.base + 3 * half) : (real, imaginary)
    var n = 0
    while n < half {
      var lanes = SIMD8<Float>()
      lanes.evenHalf = RealFFT.load(zr + n)
      lanes.oddHalf = RealFFT.load(zi + n)
      Kernels.store(lanes, signal, 2 * n)
      n += 4
    }
  }

  /// The complex inverse transform of two of the scratch buffers, to and fro between them and those 2 · half further.
  ///
  /// - Returns: whether the result lies in the further ones.
  private borrowing func transform(
    _ real: UnsafeMutablePointer<Float>, _ imaginary: UnsafeMutablePointer<Float>
  ) -> Bool {
    var from = (real, imaginary)
    var to = (real + 2 * half, imaginary + 2 * half)
    var (length, stride, root) = (half, 1, UnsafePointer(roots.base))
    var isMoved = false
    while length >= 4 {
      if stride == 1 {
        RealFFT.firstStage(from, to, length, root)
      } else {
        RealFFT.stage(from, to, length, stride, root)
      }
      root += 6 * (length / 4)
      (length, stride) = (length / 4, stride * 4)
      swap(&from, &to)
      isMoved.toggle()
    }
    if length == 2 {
      RealFFT.lastStage(from, to, stride)
      isMoved.toggle()
    }
    return isMoved
  }

  private typealias Parts = (real: UnsafeMutablePointer<Float>, imaginary: UnsafeMutablePointer<Float>)

  /// Radix 4 over neighbouring butterflies; their results lie apart by one.
  private static func firstStage(_ x: Parts, _ y: Parts, _ length: Int, _ root: UnsafePointer<Float>) {
    let quarter = length / 4
    for p in 0..<quarter {
      let w = root + 6 * p
      let (ar, br, cr, dr) = (x.real[p], x.real[p + quarter], x.real[p + 2 * quarter], x.real[p + 3 * quarter])
      let i = x.imaginary
      let (ai, bi, ci, di) = (i[p], i[p + quarter], i[p + 2 * quarter], i[p + 3 * quarter])
      let (sumReal, sumImaginary, gapReal, gapImaginary) = (ar + cr, ai + ci, ar - cr, ai - ci)
      let (otherReal, otherImaginary, turnReal, turnImaginary) = (br + dr, bi + di, di - bi, br - dr)
      y.real[4 * p] = sumReal + otherReal
      y.imaginary[4 * p] = sumImaginary + otherImaginary
      let (firstReal, firstImaginary) = (gapReal + turnReal, gapImaginary + turnImaginary)
      y.real[4 * p + 1] = firstReal * w[0] - firstImaginary * w[1]
      y.imaginary[4 * p + 1] = firstReal * w[1] + firstImaginary * w[0]
      let (secondReal, secondImaginary) = (sumReal - otherReal, sumImaginary - otherImaginary)
      y.real[4 * p + 2] = secondReal * w[2] - secondImaginary * w[3]
      y.imaginary[4 * p + 2] = secondReal * w[3] + secondImaginary * w[2]
      let (thirdReal, thirdImaginary) = (gapReal - turnReal, gapImaginary - turnImaginary)
      y.real[4 * p + 3] = thirdReal * w[4] - thirdImaginary * w[5]
      y.imaginary[4 * p + 3] = thirdReal * w[5] + thirdImaginary * w[4]
    }
  }

  /// Radix 4 over butterflies with the same root, four at a time.
  private static func stage(_ x: Parts, _ y: Parts, _ length: Int, _ stride: Int, _ root: UnsafePointer<Float>) {
    let quarter = length / 4
    let step = stride * quarter
    for p in 0..<quarter {
      let w = root + 6 * p
      let (w0, w1, w2, w3, w4, w5) = (w[0], w[1], w[2], w[3], w[4], w[5])
      let (fromReal, fromImaginary) = (x.real + stride * p, x.imaginary + stride * p)
      let (toReal, toImaginary) = (y.real + stride * 4 * p, y.imaginary + stride * 4 * p)
      var q = 0
      while q < stride {
        let (ar, ai) = (load(fromReal + q), load(fromImaginary + q))
        let (br, bi) = (load(fromReal + q + step), load(fromImaginary + q + step))
        let (cr, ci) = (load(fromReal + q + 2 * step), load(fromImaginary + q + 2 * step))
        let (dr, di) = (load(fromReal + q + 3 * step), load(fromImaginary + q + 3 * step))
        let (sumReal, sumImaginary, gapReal, gapImaginary) = (ar + cr, ai + ci, ar - cr, ai - ci)
        let (otherReal, otherImaginary, turnReal, turnImaginary) = (br + dr, bi + di, di - bi, br - dr)
        store(sumReal + otherReal, toReal + q)
        store(sumImaginary + otherImaginary, toImaginary + q)
        let (firstReal, firstImaginary) = (gapReal + turnReal, gapImaginary + turnImaginary)
        store(firstReal * w0 - firstImaginary * w1, toReal + q + stride)
        store(firstReal * w1 + firstImaginary * w0, toImaginary + q + stride)
        let (secondReal, secondImaginary) = (sumReal - otherReal, sumImaginary - otherImaginary)
        store(secondReal * w2 - secondImaginary * w3, toReal + q + 2 * stride)
        store(secondReal * w3 + secondImaginary * w2, toImaginary + q + 2 * stride)
        let (thirdReal, thirdImaginary) = (gapReal - turnReal, gapImaginary - turnImaginary)
        store(thirdReal * w4 - thirdImaginary * w5, toReal + q + 3 * stride)
        store(thirdReal * w5 + thirdImaginary * w4, toImaginary + q + 3 * stride)
        q += 4
      }
    }
  }

  /// Radix 2 of pairs half the buffer apart.
  private static func lastStage(_ x: Parts, _ y: Parts, _ stride: Int) {
    var q = 0
    while q < stride {
      let (ar, ai) = (load(x.real + q), load(x.imaginary + q))
      let (br, bi) = (load(x.real + q + stride), load(x.imaginary + q + stride))
      store(ar + br, y.real + q)
      store(ai + bi, y.imaginary + q)
      store(ar - br, y.real + q + stride)
      store(ai - bi, y.imaginary + q + stride)
      q += 4
    }
  }

  private static func load(_ base: UnsafePointer<Float>) -> SIMD4<Float> {
    UnsafeRawPointer(base).loadUnaligned(as: SIMD4<Float>.self)
  }

  private static func store(_ lanes: SIMD4<Float>, _ base: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(base).storeBytes(of: lanes, as: SIMD4<Float>.self)
  }

  /// e^(2πi k / count), each part rounded to `Float`.
  private static func root(_ k: Int, of count: Int) -> [Float] {
    let (sine, cosine) = Portable.sincos(2 * .pi * Double(k) / Double(count))
    return [Float(cosine), Float(sine)]
  }

  private static func stageRoots(_ half: Int) -> [Float] {
    var (roots, length): ([Float], Int) = ([], half)
    while length >= 4 {
      for p in 0..<length / 4 {
        for power in 1...3 { roots += root(power * p, of: length) }
      }
      length /= 4
    }
    return roots
  }
}
