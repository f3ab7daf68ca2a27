using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation.Faults;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>docs/faults.md, made of the catalog of faults and of the table of who notices them.</summary>
public static class FaultDocument
{
    private const string Introduction = """
        # Faults

        What can be made to go wrong in a simulated exposure ([simulation.md](simulation.md)), and which tests notice it when it does, by the limits in `mappings/`.

        ```
        ./run.sh simulate --out /tmp/faulty --size tiny --cameras b0,r0,z0 --flavors science --fault defocus:r0:1.8 --fault cloud
        ./run.sh reduce --raw /tmp/faulty/raw --calib /tmp/faulty/calib --mappings /tmp/faulty/mappings --expect b0,r0,z0 --out /tmp/redux --night 20261101 --exposure 1
        ```

        `--fault NAME[:camera[:amount]]`; the camera may be left empty (`cloud::0.5`). A fault of one camera strikes the first one of the exposure when none is named; one of a petal, that camera's petal; one of
        every camera can be kept to the camera that is named. A fault that cannot happen in the flavor is refused. The truth of the exposure names each fault with its cameras and amount.

        | fault | what happens | where | amount | usual | noticed by (in its usual flavor first) |
        | --- | --- | --- | --- | --- | --- |

        """;

    private const string Conclusion = """

        Each test raises a warning or an alarm at the usual amount, in at least one camera, whatever the seed; science is the dark program. What is in brackets does so with some seeds only. CHECKEXP knows of cameras when it is told which
        to expect (`reduce --expect`, `QUICKLOOK_CAMERAS` of the service).

        ## What goes unnoticed

        * **Stray light and dark current in an arc or a flat**: those exposures take seconds to minutes, and what leaks in meanwhile is less than the noise or far less than the lamp.
        * **A camera out of focus in a flat**: there is no line in it, and Calc_XWSigma does not run.
        * **A bias jump near the end of the read-out**: the level of the amplifier is the median of its rows, so that BIAS_AMP sees a jump in the first half only. From 5 ADU on the amplifier is masked, and LITFRAC_AMP
          sees it in exposures with light; below that, nothing does.
        * **A thin cloud, and any cloud in a gray or bright exposure by FIDSNR_TGT**: seeing changes the signal to noise as much. DELTAMAG_TGT sees clouds of about a magnitude in each program.
        * **Swapped amplifiers** are seen by their offsets, as long as those differ by more than the limits of BIAS_AMP, which an observatory sets for each camera (`simulate` writes them into `DIR/mappings`). By the shipped limits
          for all cameras, only what the swap does to traces and sky shows, and only in some flavors.

        ## How the limits were chosen

        References and ranges of `mappings/` were chosen on simulated clean nights and faults with seeds 1 to 5, and tested on seeds 6 to 10, which nobody looked at before. A clean night has 60 exposures of all flavors and programs; airmass 1
        to 2, seeing 0.7 to 1.8 arcsec, transparency 0.85 to 1, sky brightness and exposure time ± 20 %, flexure of ± 0.08 pixel are drawn anew for each exposure, which is harder than a real night. The suite proves it on three cameras
        of size `tiny`; the command for everything:

        ```
        QUICKLOOK_FAULTS=all QUICKLOOK_FAULTS_SIZE=demo QUICKLOOK_FAULTS_CAMERAS=all dotnet test QuickLook.Tests -c Release --filter "FullyQualifiedName~FaultDetection" --logger "console;verbosity=detailed"
        ```

        """;

    /// <summary>The document.</summary>
    public static string Text() => Introduction + string.Concat(FaultCatalog.All.Select(Line)) + Conclusion;

    private static string Line(FaultEntry entry)
    {
        var amount = entry.Amount is { } known ? $"{known.Meaning}: {known.Range}" : "none";
        var usual = entry.Amount is { } chosen ? $"{FaultAmount.Text(chosen.Usual)} {chosen.Unit}".TrimEnd() : string.Empty;
        return $"| `{entry.Name}` | {entry.Meaning} | {Place(entry.Place)} | {amount} | {usual} | {Notices(entry)} |\n";
    }

    private static string Place(FaultPlace place) =>
        place switch
        {
            FaultPlace.Camera => "a camera",
            FaultPlace.Petal => "a petal",
            FaultPlace.EveryCamera => "every camera",
            _ => "the files",
        };

    private static string Notices(FaultEntry entry)
    {
        var byWhat = entry
            .Flavors.Select(flavor =>
                (Flavor: flavor, By: By(NoticedFaults.All.Single(row => row.Kind == entry.Kind && row.Flavor == flavor)))
            )
            .GroupBy(pair => pair.By);
        return string.Join("; ", byWhat.Select(pairs => $"{string.Join(", ", pairs.Select(pair => pair.Flavor.Name()))}: {pairs.Key}"));
    }

    private static string By(NoticedFault row)
    {
        var always = row.Always.Length == 0 ? "*unnoticed*" : row.Always;
        return row.Perhaps.Length == 0 ? always : $"{always} ({row.Perhaps})";
    }
}
