using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;

namespace QuickLook.Core.Formats;

/// <summary>Reads <see cref="CameraIdentity"/> from a camera's merged header.</summary>
internal static class IdentityKeywords
{
    private const int MostDependencies = 100;

    /// <summary>Reads all keywords; what is missing or cannot be read is null.</summary>
    /// <param name="header">Merged header of the camera.</param>
    public static CameraIdentity Read(FitsHeader header) =>
        new()
        {
            Camera = Parse(header, "CAMERA", CameraId.Parse),
            Exposure = Parse(header, "EXPID", ExposureId.Parse),
            Night = Parse(header, "NIGHT", Night.Parse),
            Flavor = Parse(header, "FLAVOR", Flavors.Parse),
            Detector = HeaderText.Find(header, "DETECTOR"),
            SpectrographHardware = Parse(header, "SPECID", ParseWhole),
            ReadoutConfiguration = HeaderText.Find(header, "CCDCFG"),
            ReadoutTiming = HeaderText.Find(header, "CCDTMING"),
            ControlSystemVersion = HeaderText.Find(header, "DOSVER"),
            FrontEndVersion = HeaderText.Find(header, "FEEVER"),
            DesispecVersion = FindDependency(header, "desispec"),
        };

    /// <summary>Version of a package in the DEPNAMnn / DEPVERnn pairs; the number differs from file to file (pipeline.md 7.2, 17).</summary>
    private static string? FindDependency(FitsHeader header, string package)
    {
        for (var i = 0; i < MostDependencies; i++)
        {
            if (HeaderText.Find(header, $"DEPNAM{i:D2}") == package)
            {
                return HeaderText.Find(header, $"DEPVER{i:D2}");
            }
        }

        return null;
    }

    private static T? Parse<T>(FitsHeader header, string keyword, Func<string?, Result<T>> parse)
        where T : struct => parse(HeaderText.Find(header, keyword)).TryGet(out var value, out _) ? value : null;

    private static Result<int> ParseWhole(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : new Failure("not a whole number");
}
