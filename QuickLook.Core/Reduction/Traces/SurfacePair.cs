using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Formats.Traces;
using QuickLook.Core.Numerics;
using QuickLook.Core.Results;

namespace QuickLook.Core.Reduction.Traces;

/// <summary>
/// Two polynomial surfaces, one per direction, of the highest degree that the samples carry: degrees fall together until the surfaces are
/// known to 0.05 pixel at the corners of the CCD (pipeline.md 3.3, items 3 and 4).
/// </summary>
internal sealed record SurfacePair(PolynomialSurface? Across, PolynomialSurface? Along)
{
    private const double LargestError = 0.05;
    private const double ErrorOfFailure = 100_000;

    /// <summary>Fits both.</summary>
    public static Result<SurfacePair> Fit(TraceSet traces, TraceShifts shifts, int ccdWidth, Action<ReductionNote> note)
    {
        var along = WithoutMedian(shifts.Along);
        Warn(shifts.Across, "across", note);
        Warn(along, "along", note);
        var degrees =
            CoversQuadrants(traces, shifts.Across, ccdWidth) && CoversQuadrants(traces, along, ccdWidth)
                ? new Degrees(2, 2, 2, 2)
                : default;
        while (true)
        {
            var surfaces = TryFit(shifts.Across, along, degrees, out var failure);
            var error = surfaces?.ErrorAtCorners(traces) ?? ErrorOfFailure;
            if (error <= LargestError || (degrees.AreZero && surfaces is not null))
            {
                note(
                    new ReductionNote(
                        NoteSeverity.Info,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Trace shifts fitted with degrees dx {degrees.AcrossX} {degrees.AcrossY}, dy {degrees.AlongX} {degrees.AlongY}; largest error at the corners {error:F4} pixel"
                        )
                    )
                );
                return surfaces!;
            }

            if (degrees.AreZero)
            {
                return failure!;
            }

            degrees = degrees.Lower();
        }
    }

    /// <summary>Both shifts at a place of the CCD, pixels.</summary>
    public (double Across, double Along) At(double x, double y) => (Across?.Value(x, y) ?? 0, Along?.Value(x, y) ?? 0);

    private static ImmutableArray<ShiftSample> WithoutMedian(ImmutableArray<ShiftSample> samples)
    {
        if (samples.IsEmpty)
        {
            return samples;
        }

        var median = OrderStatistics.Median([.. samples.Select(sample => sample.Shift)]);
        return [.. samples.Select(sample => sample with { Shift = sample.Shift - median })];
    }

    private static void Warn(ImmutableArray<ShiftSample> samples, string direction, Action<ReductionNote> note)
    {
        if (samples.IsEmpty)
        {
            note(
                new ReductionNote(
                    NoteSeverity.Warning,
                    $"No shift {direction} the dispersion could be measured, is there light on the CCD? The calibration's traces are used as they are"
                )
            );
        }
    }

    private static bool CoversQuadrants(TraceSet traces, ImmutableArray<ShiftSample> samples, int ccdWidth)
    {
        var has = new bool[4];
        foreach (var sample in samples)
        {
            has[(sample.X < ccdWidth / 2 ? 0 : 1) + (sample.Y < traces.CcdRows / 2 ? 0 : 2)] = true;
        }

        return !has.Contains(false);
    }

    private static SurfacePair? TryFit(
        ImmutableArray<ShiftSample> across,
        ImmutableArray<ShiftSample> along,
        Degrees degrees,
        out Failure? failure
    )
    {
        failure = null;
        PolynomialSurface? first = null,
            second = null;
        return
            (across.IsEmpty || FitOne(across, degrees.AcrossX, degrees.AcrossY).TryGet(out first, out failure))
            && (along.IsEmpty || FitOne(along, degrees.AlongX, degrees.AlongY).TryGet(out second, out failure))
            ? new SurfacePair(first, second)
            : null;
    }

    private static Result<PolynomialSurface> FitOne(ImmutableArray<ShiftSample> samples, int degreeX, int degreeY) =>
        PolynomialSurface.Fit(
            [.. samples.Select(sample => sample.Shift)],
            [.. samples.Select(sample => sample.Error)],
            [.. samples.Select(sample => sample.X)],
            [.. samples.Select(sample => sample.Y)],
            degreeX,
            degreeY
        );

    private double ErrorAtCorners(TraceSet traces)
    {
        var largest = 0.0;
        foreach (var fiber in (ReadOnlySpan<int>)[0, traces.FiberCount - 1])
        {
            foreach (var wavelength in (ReadOnlySpan<double>)[traces.WaveMin, traces.WaveMax])
            {
                var (x, y) = (traces.XAt(fiber, wavelength), traces.YAt(fiber, wavelength));
                largest = Math.Max(largest, Math.Max(Across?.ErrorAt(x, y) ?? 0, Along?.ErrorAt(x, y) ?? 0));
            }
        }

        return largest;
    }

    /// <summary>Degrees of both surfaces in x and y.</summary>
    private readonly record struct Degrees(int AcrossX, int AcrossY, int AlongX, int AlongY)
    {
        public bool AreZero => this is { AcrossX: 0, AcrossY: 0, AlongX: 0, AlongY: 0 };

        /// <summary>The next lower degrees: those in y first, where they are above those in x.</summary>
        public Degrees Lower() =>
            (AcrossY > 0 || AlongY > 0) && (AcrossY > AcrossX || AlongY > AlongX)
                ? this with
                {
                    AcrossY = Math.Max(0, AcrossY - 1),
                    AlongY = Math.Max(0, AlongY - 1),
                }
                : this with
                {
                    AcrossX = Math.Max(0, AcrossX - 1),
                    AlongX = Math.Max(0, AlongX - 1),
                };
    }
}
