using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats.Traces;

/// <summary>Trace series that are stored as images <c>[fiber, coefficient]</c> with WAVEMIN and WAVEMAX in the header.</summary>
internal static class TraceImages
{
    /// <summary>More coefficients than any polynomial of a trace has; what the fits of <c>Numerics</c> can take.</summary>
    internal const int MostCoefficients = 64;

    private static readonly string[] XNames = ["XTRACE", "XCOEF", "XCOEFF"];
    private static readonly string[] YNames = ["YTRACE", "YCOEF", "YCOEFF"];

    /// <summary>
    /// The images of x and y: the first two HDUs of a bootcalib file, whatever their names, otherwise by name. Null where there is none.
    /// </summary>
    public static (FitsHdu? X, FitsHdu? Y) Locate(FitsFile file) =>
        IsByPosition(file) ? (file.Hdus[0], file.Hdus.ElementAtOrDefault(1)) : (NamedHdus.Find(file, XNames), NamedHdus.Find(file, YNames));

    /// <summary>Reads the images.</summary>
    public static Result<TraceParts> Read(FitsFile file)
    {
        var (xHdu, yHdu) = Locate(file);
        if (xHdu is null || yHdu is null)
        {
            return NamedHdus.Missing(file, xHdu is null ? "XTRACE" : "YTRACE");
        }

        var pair = ReadPair(file, xHdu, yHdu);
        return IsByPosition(file)
            ? pair
            : pair.Then(parts => WithOptional(file, "XSIG", parts, (found, series) => found with { XSigma = series }))
                .Then(parts => WithOptional(file, "YSIG", parts, (found, series) => found with { YSigma = series }))
                .Then(parts => WithWavelengthSigma(file, parts));
    }

    private static bool IsByPosition(FitsFile file) => HeaderText.Find(file.Hdus[0].Header, "PSFTYPE") == "bootcalib";

    private static Result<TraceParts> ReadPair(FitsFile file, FitsHdu xHdu, FitsHdu yHdu) =>
        Read(file, xHdu).Then(x => Read(file, yHdu).Map(y => new TraceParts(x, y)));

    private static Result<TraceParts> WithOptional(
        FitsFile file,
        string name,
        TraceParts parts,
        Func<TraceParts, TraceSeries, TraceParts> with
    ) => file.Find(name) is { } hdu ? Read(file, hdu).Map(series => with(parts, series)) : parts;

    /// <summary>
    /// The width in Angstrom has the domain of x by definition (pipeline.md 1.5), so that its own keywords may be missing; it counts only
    /// where there is no width in pixels.
    /// </summary>
    private static Result<TraceParts> WithWavelengthSigma(FitsFile file, TraceParts parts)
    {
        if (parts.YSigma is not null || file.Find("WSIGMA") is not { } hdu)
        {
            return parts;
        }

        var hasDomain = hdu.Header.Contains("WAVEMIN") || hdu.Header.Contains("WAVEMAX");
        return hasDomain
            ? Read(file, hdu).Map(series => parts with { WavelengthSigma = series })
            : ReadTable(file, hdu).Map(table => parts with { WavelengthSigma = new TraceSeries(hdu.Address, table, parts.X.Domain) });
    }

    private static Result<TraceSeries> Read(FitsFile file, FitsHdu hdu)
    {
        if (!WavelengthDomain.Read(hdu.Header).TryGet(out var domain, out var failure))
        {
            return failure.Place is null ? failure.In(NamedHdus.Place(file, hdu)) : failure.In(NamedHdus.FileName(file));
        }

        return ReadTable(file, hdu).Map(table => new TraceSeries(hdu.Address, table, domain));
    }

    private static Result<CoefficientTable> ReadTable(FitsFile file, FitsHdu hdu)
    {
        if (hdu.Axes is not [var coefficients and <= MostCoefficients, var fibers and <= FiberId.PerPetal])
        {
            return new Failure(
                $"the HDU has the axes [{string.Join(", ", hdu.Axes.Reverse())}]; coefficients are an image [fiber, coefficient] of at most "
                    + $"[{FiberId.PerPetal}, {MostCoefficients}]",
                NamedHdus.Place(file, hdu)
            );
        }

        return NamedHdus.ReadFinite(file, hdu, fibers, coefficients).Map(values => new CoefficientTable(values, coefficients));
    }
}
