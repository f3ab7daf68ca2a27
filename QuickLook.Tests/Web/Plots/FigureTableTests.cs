using QuickLook.Web.Plots;

namespace QuickLook.Tests.Web.Plots;

public sealed class FigureTableTests
{
    [Fact]
    public void The_file_has_names_with_units_and_a_line_per_row()
    {
        var table = new FigureTable([FigureColumn.Of("fiber", [3, 500]), FigureColumn.Of("sigma w", "pixel", [1.25, double.NaN])]);

        table.ToCsv().ShouldBe("fiber,sigma w (pixel)\r\n3,1.25\r\n500,\r\n");
    }

    [Fact]
    public void Texts_with_commas_quotes_and_formulas_stay_texts()
    {
        var table = new FigureTable([new FigureColumn("remark", "", ["a, b", "say \"no\"", "=1+1", "-3.5", "-x"])]);

        table.ToCsv().ShouldBe("remark\r\n\"a, b\"\r\n\"say \"\"no\"\"\"\r\n'=1+1\r\n-3.5\r\n'-x\r\n");
    }

    [Fact]
    public void Numbers_come_back_as_exact_as_they_were()
    {
        var text = new FigureTable([FigureColumn.Of("value", "", [0.1 + 0.2])]).ToCsv();

        double.Parse(text.Split("\r\n")[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(0.1 + 0.2);
    }
}
