using System.Collections.Immutable;
using QuickLook.Core.Mappings;
using QuickLook.Core.QualityTests.Readings;

namespace QuickLook.Web.Plots;

/// <summary>Figures of a test whose mapping names none, as QLF's own files do and tests that nobody mapped: what its values allow.</summary>
internal static class DefaultFigures
{
    /// <summary>Figures by the shape of the judged value and of the values by fiber that belong to it.</summary>
    public static ImmutableArray<FigureMapping> Of(FigureSubject subject)
    {
        var reading = subject.Reading;
        var figures = ImmutableArray.CreateBuilder<FigureMapping>();
        if (reading.Test.Metric == "FIDSNR_TGT")
        {
            figures.Add(new FigureMapping(FigureKind.SnrCurves));
        }

        if (TestFigurePlan.AreAmplifiers(reading))
        {
            figures.AddRange(new FigureMapping(FigureKind.AmplifierValues), new FigureMapping(FigureKind.AmplifierStatus));
        }
        else if (reading.Elements.Length > 1)
        {
            figures.Add(new FigureMapping(FigureKind.ElementLimits));
        }

        if (FiberMetrics.Find(subject.Document, subject.Camera, reading, FigureKind.FiberScatter) is not { } own)
        {
            return figures.ToImmutable();
        }

        if (FiberMetrics.IsStatus(own.Key))
        {
            figures.AddRange(new FigureMapping(FigureKind.FiberStatus), new FigureMapping(FigureKind.PetalStatus));
        }
        else
        {
            figures.AddRange(
                new FigureMapping(FigureKind.PetalMap),
                new FigureMapping(FigureKind.FiberScatter),
                new FigureMapping(FigureKind.Histogram)
            );
        }

        return figures.ToImmutable();
    }
}
