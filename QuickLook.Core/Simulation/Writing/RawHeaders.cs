using System.Globalization;
using QuickLook.Core.Fits;
using QuickLook.Core.Formats;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Detector;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>Headers of raw exposures (pipeline.md 1.2): the exposure's keywords stand in the primary HDU, cameras inherit them.</summary>
internal static class RawHeaders
{
    /// <summary>DETECTOR, DOSVER, FEEVER of simulations: they choose the calibration.</summary>
    public const string Simulation = "SIM";

    /// <summary>What a raw pixel reads at least when its pixel is saturated, ADU.</summary>
    public const int SaturationLevel = 64_000;

    private const string Maker = "quicklook simulate";

    /// <summary>The header of the exposure.</summary>
    /// <param name="setup">The exposure.</param>
    public static FitsHeader Primary(ExposureSetup setup)
    {
        var order = setup.Order;
        var cards = new List<FitsCard>
        {
            FitsCard.Of("EXPID", order.Exposure.Number, "exposure number"),
            FitsCard.Of("NIGHT", setup.HeaderNight.ToString(), "night, YYYYMMDD"),
            FitsCard.Of("FLAVOR", order.Flavor.Name(), "what kind of exposure"),
            FitsCard.Of("OBSTYPE", order.Flavor.Name().ToUpperInvariant(), "what kind of exposure"),
            FitsCard.Of("PROGRAM", order.Program.ToString(), "observing program"),
            FitsCard.Of("EXPTIME", order.ExposureSeconds, "[s] exposure time"),
            FitsCard.Of("EXPREQ", order.ExposureSeconds, "[s] exposure time asked for"),
            FitsCard.Of(
                "DATE-OBS",
                order.ObservedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
                "UTC when the shutter opened"
            ),
            FitsCard.Of("TIMESYS", "UTC"),
            FitsCard.Of("MJD-OBS", Math.Round(Mjd.Of(order.ObservedAt).Days, 8), "[d] modified Julian date"),
            FitsCard.Of("TILEID", order.Tile, "tile; 0 for none"),
            FitsCard.Of("AIRMASS", order.Conditions.Airmass),
            FitsCard.Of("SEEING", order.Conditions.SeeingArcsec, "[arcsec] FWHM"),
            FitsCard.Of("TELRA", order.RaDegrees, "[deg] where the telescope points"),
            FitsCard.Of("TELDEC", order.DecDegrees, "[deg] where the telescope points"),
            FitsCard.Of("SKYRA", order.RaDegrees, "[deg] centre of the field"),
            FitsCard.Of("SKYDEC", order.DecDegrees, "[deg] centre of the field"),
            FitsCard.Of("TARGTRA", order.RaDegrees, "[deg] centre of the field"),
            FitsCard.Of("TARGTDEC", order.DecDegrees, "[deg] centre of the field"),
            FitsCard.Of("DOSVER", Simulation, "control system"),
            FitsCard.Of("FEEVER", Simulation, "front-end electronics"),
            FitsCard.Of("INSTRUME", "fiber spectrograph in software"),
            FitsCard.Of("SIZE", setup.Instrument.Size.Name, "size of the simulated instrument"),
            FitsCard.Of("SEED", order.Seed, "of the random numbers"),
            FitsCard.Of("DEPNAM00", Maker),
            FitsCard.Of("DEPVER00", "1"),
        };
        return new FitsHeader(cards);
    }

    /// <summary>The header of a camera.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="geometry">Its geometry.</param>
    /// <param name="hasLetters">Whether amplifiers are named A to D, not 1 to 4.</param>
    public static FitsHeader Camera(CameraSetup camera, RawGeometry geometry, bool hasLetters)
    {
        var cards = new List<FitsCard>
        {
            FitsCard.Of("INHERIT", true, "keywords of the primary HDU hold here as well"),
            FitsCard.Of("CAMERA", camera.Camera.ToString()),
            FitsCard.Of("DETECTOR", Simulation, "serial number of the CCD"),
            FitsCard.Of("SPECID", camera.Camera.Spectrograph.Number, "spectrograph"),
            FitsCard.Of("BUNIT", "adu"),
        };
        foreach (var amplifier in camera.Amplifiers)
        {
            var suffix = hasLetters ? amplifier.Amplifier.Letter() : amplifier.Amplifier.Digit();
            cards.Add(FitsCard.Of($"CCDSEC{suffix}", Text(geometry.Ccd(amplifier.Amplifier)), "place on the CCD"));
            cards.Add(FitsCard.Of($"DATASEC{suffix}", Text(geometry.Data(amplifier.Amplifier)), "light-sensitive pixels"));
            cards.Add(FitsCard.Of($"BIASSEC{suffix}", Text(geometry.Bias(amplifier.Amplifier)), "overscan columns"));
            cards.Add(FitsCard.Of($"PRESEC{suffix}", Text(geometry.PrescanColumns(amplifier.Amplifier)), "prescan columns"));
            cards.Add(FitsCard.Of($"ORSEC{suffix}", Text(geometry.RowOverscan(amplifier.Amplifier)), "overscan rows"));
            cards.Add(FitsCard.Of($"PRRSEC{suffix}", Text(geometry.RowPrescan(amplifier.Amplifier)), "prescan rows"));
            cards.Add(FitsCard.Of($"GAIN{suffix}", amplifier.Gain, "[electron/adu]"));
            cards.Add(FitsCard.Of($"RDNOISE{suffix}", amplifier.ExpectedReadNoise, "[electron] expected read noise"));
            cards.Add(FitsCard.Of($"SATURLEV{suffix}", SaturationLevel, "[adu]"));
        }

        return new FitsHeader(cards);
    }

    private static string Text(DetectorSection section) => section.ToString();
}
