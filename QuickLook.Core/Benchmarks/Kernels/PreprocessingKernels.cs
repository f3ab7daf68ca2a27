using QuickLook.Core.Arrays;
using QuickLook.Core.Reduction.Preprocessing;

namespace QuickLook.Core.Benchmarks.Kernels;

/// <summary>From raw pixels to the image, as a whole and part by part.</summary>
internal static class PreprocessingKernels
{
    /// <summary>The kernels.</summary>
    /// <param name="subjects">What they work on.</param>
    public static IEnumerable<Kernel> Of(KernelSubjects subjects) =>
        [Whole(subjects), Overscan(subjects), Conversion(subjects), Cosmics(subjects)];

    private static Kernel Whole(KernelSubjects subjects) =>
        new(
            "preprocessing, all of it",
            Size(subjects.Raw.Pixels),
            () =>
                Preprocessor
                    .Run(
                        subjects.Raw,
                        subjects.Metadata,
                        subjects.Calibration,
                        PreprocessingOptions.QuickLook,
                        KernelSubjects.Ignore,
                        CancellationToken.None
                    )
                    .Value.Dispose()
        );

    private static Kernel Overscan(KernelSubjects subjects)
    {
        var raw = subjects.Raw;
        var section = raw.Amplifiers[0].Bias;
        return new Kernel(
            "overscan",
            $"{raw.Amplifiers.Length} x {section.Width} x {section.Height} pixels",
            () =>
            {
                foreach (var amplifier in raw.Amplifiers)
                {
                    OverscanMeasurement.Of(raw.Pixels, amplifier, isMasked: null, PreprocessingOptions.QuickLook.PerRowAboveStep);
                }
            }
        );
    }

    private static Kernel Conversion(KernelSubjects subjects)
    {
        var (raw, image) = (subjects.Raw, subjects.Untested);
        double[][] levels = [.. image.Amplifiers.Select(readout => Rows(readout, readout.BiasLevel))];
        double[][] noises = [.. image.Amplifiers.Select(readout => Rows(readout, readout.ReadNoise))];
        var target = (
            Pixels: new Plane<float>(image.Height, image.Width),
            InverseVariance: new Plane<float>(image.Height, image.Width),
            Mask: new Plane<ushort>(image.Height, image.Width)
        );
        return new Kernel(
            "amplifier conversion",
            Size(raw.Pixels),
            () =>
            {
                for (var i = 0; i < levels.Length; i++)
                {
                    AmplifierConversion.Convert(
                        raw.Pixels,
                        image.Amplifiers[i],
                        levels[i],
                        noises[i],
                        target.Pixels,
                        target.InverseVariance,
                        target.Mask
                    );
                }
            }
        );
    }

    private static Kernel Cosmics(KernelSubjects subjects)
    {
        var image = subjects.Untested;
        var parameters = CosmicRayParameters.For(image.Camera.Arm);
        var before = image.Mask.Span.ToArray();
        return new Kernel(
            "cosmic rays",
            Size(image.Pixels),
            () =>
                CosmicRays.Mask(image.Pixels, image.InverseVariance, image.Mask, parameters, KernelSubjects.Ignore, CancellationToken.None)
        )
        {
            Restore = () => before.CopyTo(image.Mask.Span),
        };
    }

    private static double[] Rows(AmplifierReadout readout, double value)
    {
        var rows = new double[readout.Amplifier.Data.Height];
        Array.Fill(rows, value);
        return rows;
    }

    private static string Size(Plane<float> plane) => $"{plane.Width} x {plane.Height} pixels";
}
