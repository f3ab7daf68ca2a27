using QuickLook.Core.Formats.Traces;
using QuickLook.Tests.Core.Reduction;

namespace QuickLook.Tests.Core.Formats.Traces;

public sealed class InverseTracesTests
{
    [Fact]
    public void Wavelength_by_row_equals_the_vector_of_the_specification()
    {
        var traces = DrawnImage.Traces(1000, 1100, 40, ([10.2, 0.3, 0.05], [19.0, 22.0, 0.5]));

        var inverse = InverseTraces.Of(traces);

        // pipeline.md B4, "inverse traces": 6 coefficients on y from -2.5 to 41.5.
        inverse.Coefficients.Count.ShouldBe(6);
        inverse.YMin.ShouldBe(-2.5, 1e-12);
        inverse.YMax.ShouldBe(41.5, 1e-12);
        inverse.WavelengthAt(0, 0).ShouldBe(1006.070593772551, 1e-9);
        inverse.WavelengthAt(0, 10).ShouldBe(1029.83643196597, 1e-9);
        inverse.WavelengthAt(0, 39).ShouldBe(1094.662665827984, 1e-9);
    }
}
