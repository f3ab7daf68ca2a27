using QuickLook.Core.Fits;
using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Light;
using QuickLook.Core.Simulation.Setup;
using QuickLook.Core.Simulation.Targets;

namespace QuickLook.Core.Simulation.Writing;

/// <summary>The fibermap of an exposure (pipeline.md 1.4): a row for each fiber of the petals whose cameras were ordered.</summary>
internal static class SimulatedFibermap
{
    private const int AssignedTarget = 1;
    private const int AssignedStandard = 2;
    private const int AssignedSky = 4;

    /// <summary>Bit 16 of FIBERSTATUS.</summary>
    private const int BrokenFiber = 1 << 16;

    /// <summary>The HDUs of the file.</summary>
    /// <param name="setup">The exposure.</param>
    /// <param name="field">What the fibers are pointed at.</param>
    public static IReadOnlyList<FitsHduContent> Hdus(ExposureSetup setup, TargetField field)
    {
        var order = setup.Order;
        Target[] targets =
        [
            .. order
                .Cameras.Select(camera => camera.Spectrograph)
                .Distinct()
                .OrderBy(petal => petal.Number)
                .SelectMany(petal => field.Of(petal)),
        ];
        var header = new FitsHeader([
            FitsCard.Of("PROGRAM", order.Program.ToString()),
            FitsCard.Of("FLAVOR", order.Flavor.Name()),
            FitsCard.Of("NIGHT", setup.HeaderNight.ToString()),
            FitsCard.Of("EXPID", order.Exposure.Number),
            FitsCard.Of("TILEID", order.Tile),
        ]);
        var isSky = order.Flavor == Flavor.Science;
        return [FitsHduContent.Empty(), FitsHduContent.Table("FIBERMAP", Columns(targets, isSky, order), header)];
    }

    private static List<FitsColumnContent> Columns(Target[] targets, bool isSky, ExposureOrder order)
    {
        static double Flux(Target target, double magnitude) => !target.IsBright ? 0 : Photometry.Nanomaggies(magnitude);
        int[] Whole(Func<Target, int> value) => Array.ConvertAll(targets, target => value(target));
        long[] Long(Func<Target, long> value) => Array.ConvertAll(targets, target => value(target));
        float[] Real(Func<Target, double> value) => Array.ConvertAll(targets, target => (float)value(target));
        double[] Exact(Func<Target, double> value) => Array.ConvertAll(targets, target => value(target));
        string[] Text(Func<Target, string> value) => Array.ConvertAll(targets, target => value(target));

        var fraction = Throughput.PointSourceFraction(order.Conditions.SeeingArcsec);
        return
        [
            FitsColumnContent.Of("TARGETID", Long(target => 39_000_000_000L + (order.Tile * 5000L) + target.Fiber.Number)),
            FitsColumnContent.Of("PETAL_LOC", Whole(target => target.Fiber.Petal.Number)),
            FitsColumnContent.Of("DEVICE_LOC", Whole(target => target.Fiber.LocalIndex)),
            FitsColumnContent.Of("LOCATION", Whole(target => (target.Fiber.Petal.Number * 1000) + target.Fiber.LocalIndex)),
            FitsColumnContent.Of("FIBER", Whole(target => target.Fiber.Number)),
            FitsColumnContent.Of("FIBERSTATUS", Whole(target => target.Population.Kind == TargetKind.None ? BrokenFiber : 0)),
            FitsColumnContent.Of("SPECTROID", Whole(target => target.Fiber.Petal.Number)),
            FitsColumnContent.Of("OBJTYPE", Text(target => TypeOf(target, isSky)), 3),
            FitsColumnContent.Of("FA_TYPE", Whole(AssignedAs)),
            FitsColumnContent.Of("TARGET_RA", Exact(target => target.Ra)) with
            {
                Unit = "deg",
            },
            FitsColumnContent.Of("TARGET_DEC", Exact(target => target.Dec)) with
            {
                Unit = "deg",
            },
            FitsColumnContent.Of("FIBER_RA", Exact(target => target.Ra)) with
            {
                Unit = "deg",
            },
            FitsColumnContent.Of("FIBER_DEC", Exact(target => target.Dec)) with
            {
                Unit = "deg",
            },
            FitsColumnContent.Of("DESI_TARGET", Long(target => target.Population.Bits)),
            FitsColumnContent.Of("BGS_TARGET", Long(target => target.Population.Kind == TargetKind.Bgs ? 1 : 0)),
            FitsColumnContent.Of("MWS_TARGET", Long(target => target.Population.Kind == TargetKind.Mws ? 1 : 0)),
            FitsColumnContent.Of("SECONDARY_TARGET", Long(_ => 0)),
            FitsColumnContent.Of("PRIORITY", Whole(target => 2000 + (100 * (int)target.Population.Kind))),
            FitsColumnContent.Of("NUMTARGET", Array.ConvertAll(targets, _ => (short)1)),
            FitsColumnContent.Of("MORPHTYPE", Text(target => target.Population.Shape), 4),
            FitsColumnContent.Of("FLUX_G", Real(target => Flux(target, target.MagnitudeG))) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of("FLUX_R", Real(target => Flux(target, target.MagnitudeR))) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of("FLUX_Z", Real(target => Flux(target, target.MagnitudeZ))) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of(
                "FIBERFLUX_G",
                Real(target => fraction * target.Population.Fraction * Flux(target, target.MagnitudeG))
            ) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of(
                "FIBERFLUX_R",
                Real(target => fraction * target.Population.Fraction * Flux(target, target.MagnitudeR))
            ) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of(
                "FIBERFLUX_Z",
                Real(target => fraction * target.Population.Fraction * Flux(target, target.MagnitudeZ))
            ) with
            {
                Unit = "nanomaggy",
            },
            FitsColumnContent.Of("EBV", Real(_ => 0)),
            FitsColumnContent.Of("PMRA", Real(_ => 0)),
            FitsColumnContent.Of("PMDEC", Real(_ => 0)),
            FitsColumnContent.Of("LAMBDA_REF", Real(_ => 5400)) with
            {
                Unit = "Angstrom",
            },
            FitsColumnContent.Of("PHOTSYS", Text(target => target.Dec > 32 ? "N" : "S")),
        ];
    }

    /// <summary>OBJTYPE: lamps shine into the sky's fibers as well.</summary>
    private static string TypeOf(Target target, bool isSky) =>
        target.Population.Kind switch
        {
            TargetKind.None => "BAD",
            TargetKind.Sky when isSky => "SKY",
            _ => "TGT",
        };

    private static int AssignedAs(Target target) =>
        target.Population.Kind switch
        {
            TargetKind.None => 0,
            TargetKind.Sky => AssignedSky,
            TargetKind.Star => AssignedStandard,
            _ => AssignedTarget,
        };
}
