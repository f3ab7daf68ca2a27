using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Results;

namespace QuickLook.Tests.Core.Pipeline.Engines.Commands;

/// <summary>The failures of pipeline.md 6.4, as the original writes them.</summary>
public class ErrorTrailTests
{
    private const string Failed = "2019-01-28 12:00:01,123 QuickLook";
    private const string Header = "Traceback (most recent call last):";

    [Fact]
    public void A_step_that_failed_is_told_by_its_message_not_by_the_traceback_behind_it() =>
        ReasonOf(
                $"{Failed} CRITICAL : Failed to run PA Preproc error was 'No CCDSEC3 keyword'",
                Header,
                "  File \"a.py\", line 1, in b",
                "KeyError: 'No CCDSEC3 keyword'",
                "Failed to run PA Preproc"
            )
            .ShouldBe("Failed to run PA Preproc error was 'No CCDSEC3 keyword'");

    [Fact]
    public void The_exception_of_a_test_is_no_reason() =>
        ReasonOf(
                $"{Failed} WARNING : Failed to run QA Get_RMS. Got Exception name 'get_amp_ids' is not defined",
                Header,
                "  File \"a.py\", line 1, in b",
                "NameError: name 'get_amp_ids' is not defined",
                $"{Failed} INFO : Running Count_Pixels"
            )
            .ShouldBeNull();

    [Fact]
    public void An_exception_within_an_exception_of_a_test_is_no_reason_either() =>
        ReasonOf(
                $"{Failed} WARNING : Failed to run QA Get_RMS. Got Exception x",
                Header,
                "  File \"a.py\", line 1, in b",
                "KeyError: 'x'",
                "During handling of the above exception, another exception occurred:",
                Header,
                "  File \"a.py\", line 2, in c",
                "ValueError: y",
                $"{Failed} INFO : Running Count_Pixels"
            )
            .ShouldBeNull();

    [Fact]
    public void An_error_of_an_algorithm_counts_only_when_the_run_says_nothing()
    {
        const string Algorithm = "ERROR:preproc.py:184:calc_overscan: error in sigma clipping";
        ReasonOf(Algorithm).ShouldBe("error in sigma clipping");
        ReasonOf(Algorithm, Header, "  File \"a.py\"", "FileNotFoundError: [Errno 2] No such file: 'x'")
            .ShouldBe("FileNotFoundError: [Errno 2] No such file: 'x'");
        ReasonOf("File does not exist: /data/fibermap.fits", Algorithm).ShouldBe("File does not exist: /data/fibermap.fits");
    }

    [Fact]
    public void A_last_word_on_standard_error_is_a_reason_a_warning_of_python_is_none()
    {
        ReasonOf("must set $QL_SPEC_DATA environment variable or provide rawdata_dir")
            .ShouldBe("must set $QL_SPEC_DATA environment variable or provide rawdata_dir");
        ReasonOf("procalgs.py:82: RuntimeWarning: divide by zero encountered in log10", "  fibermags.append(22.5)").ShouldBeNull();
    }

    [Theory]
    [InlineData("OSError: [Errno 28] No space left on device", FailureKind.Transient)]
    [InlineData("OSError: [Errno 5] Input/output error: '/data'", FailureKind.Transient)]
    [InlineData("numpy.core._exceptions._ArrayMemoryError: Unable to allocate 130. MiB", FailureKind.Transient)]
    [InlineData("KeyError: \"Extension 'z0' not found.\"", FailureKind.Permanent)]
    public void Disk_and_memory_may_pass(string exception, FailureKind kind)
    {
        Trail(Header, "  File \"a.py\"", exception).Kind.ShouldBe(kind);
        Trail($"{Failed} CRITICAL : Failed to run PA Preproc", Header, "  File \"a.py\"", exception).Kind.ShouldBe(kind);
    }

    private static string? ReasonOf(params string[] lines) => Trail(lines).Reason;

    private static ErrorTrail Trail(params string[] lines)
    {
        var trail = new ErrorTrail();
        foreach (var line in lines)
        {
            trail.Take(EngineLine.Read(line), isComplaint: true);
        }

        return trail;
    }
}
