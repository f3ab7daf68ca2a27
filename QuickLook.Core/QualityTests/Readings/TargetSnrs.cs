using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.QualityTests.Document;

namespace QuickLook.Core.QualityTests.Readings;

/// <summary>Reads signal to noise by type of target out of SNR_MAG_TGT, FITCOEFF_TGT and OBJLIST.</summary>
public static class TargetSnrs
{
    private const string Points = "SNR_MAG_TGT";
    private const string Coefficients = "FITCOEFF_TGT";
    private const string Stored = "SNR_RESID";

    // The original writes 0 for a target without flux.
    private const double NoFlux = 0;
    private const double NoMagnitude = -999;

    /// <summary>Reads all types.</summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    /// <param name="stage">Task.</param>
    /// <param name="remark">What is missing, one sentence; empty when all is there.</param>
    /// <returns>In the order of OBJLIST; types whose points could not be joined to fibers have none.</returns>
    public static ImmutableArray<TargetSnr> Of(MergedQa document, CameraId camera, string stage, out string remark)
    {
        var fibers = new DocumentFibers(document, camera.Spectrograph);
        var types = fibers.Types(stage);
        var points = FiberJoin.Read(document, camera, stage, Points);
        var time = ExposureTimeOf(document, stage);
        var targets = ImmutableArray.CreateBuilder<TargetSnr>();
        for (var i = 0; i < types.Length; i++)
        {
            FiberSeries? Row(int row) =>
                points.Series.FirstOrDefault(series => series.Path.Length == 2 && series.Path[0] == i && series.Path[1] == row);

            targets.Add(
                new TargetSnr(
                    types[i],
                    (Row(0) ?? new FiberSeries()) with
                    {
                        Name = types[i],
                    },
                    WithoutMarks(Row(1) ?? new FiberSeries()) with
                    {
                        Name = types[i],
                    },
                    time is { } seconds && PairOf(document, stage, i) is ({ } a, { } b) ? new SnrCurve(a, b, seconds) : null
                )
            );
        }

        List<string> missing = [];
        if (types.IsEmpty)
        {
            missing.Add("the document has no OBJLIST, so its types of targets are not known");
        }
        else if (points.Remark.Length > 0)
        {
            missing.Add(points.Remark);
        }

        if (time is null)
        {
            missing.Add("no curves, for the document has no EXPTIME");
        }
        else if (targets.Where(target => target.Curve is null).Select(target => target.Type).ToArray() is { Length: > 0 } without)
        {
            missing.Add($"no curve of {string.Join(", ", without)}: {Coefficients} has none");
        }

        remark = string.Join("; ", missing);
        return targets.ToImmutable();
    }

    /// <summary>
    /// How far each target is from the curve of its type. The stored residuals are taken only where the document says which fibers they belong to; those of the
    /// original are in order of magnitude and are computed anew from the points and the fit.
    /// </summary>
    /// <param name="document">The document.</param>
    /// <param name="camera">Its camera.</param>
    /// <param name="stage">Task.</param>
    /// <returns>A series per type.</returns>
    public static FiberReading Residuals(MergedQa document, CameraId camera, string stage)
    {
        if (new DocumentFibers(document, camera.Spectrograph).ListOf(stage, Stored) is not null)
        {
            var stored = FiberJoin.Read(document, camera, stage, Stored);
            if (stored.HasValues)
            {
                return stored;
            }
        }

        var targets = Of(document, camera, stage, out var remark);
        return new FiberReading(
            Stored,
            [.. targets.Select(target => target.Residuals).Where(residuals => !residuals.Fibers.IsEmpty)],
            remark
        );
    }

    private static double? ExposureTimeOf(MergedQa document, string stage)
    {
        ReadOnlySpan<string> general = [MergedQaKeys.GeneralInfo, "EXPTIME"];
        ReadOnlySpan<string> own = [MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, "EXPTIME"];
        return Single(document, general) ?? Single(document, own);

        static double? Single(MergedQa document, ReadOnlySpan<string> path) =>
            document.ValuesAt(path) is { IsDefault: false, Length: 1 } time && time[0] > 0 ? time[0] : null;
    }

    private static (double? A, double? B)? PairOf(MergedQa document, string stage, int type)
    {
        if (
            document.At(MergedQaKeys.Tasks, stage, MergedQaKeys.Metrics, Coefficients)
                is not { ValueKind: System.Text.Json.JsonValueKind.Array } all
            || type >= all.GetArrayLength()
            || all[type] is not { ValueKind: System.Text.Json.JsonValueKind.Array } pair
            || pair.GetArrayLength() != SnrModel.Parameters
        )
        {
            return null;
        }

        return (MergedQa.NumberOf(pair[0]), MergedQa.NumberOf(pair[1]));
    }

    private static FiberSeries WithoutMarks(FiberSeries magnitudes) =>
        magnitudes with
        {
            Values = [.. magnitudes.Values.Select(value => value is NoFlux or <= NoMagnitude ? double.NaN : value)],
        };
}
