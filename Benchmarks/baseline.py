"""The straight script that autopost is measured against: python3 baseline.py OUTPUT BUNDLE…

It reads the whole bundle, joins lines to invoices and writes InvoiceAdd message sets of 100 with lxml. It has no
ledger, checks nothing, rounds with floats and makes nothing durable: about the least that could be called a transfer.
"""

import json
import os
import sys
import zipfile

from lxml import etree


def records(archives, entity):
    for archive in archives:
        for name in archive.namelist():
            if name.split(".")[0] == entity:
                yield from json.loads(archive.read(name))["items"]


def main(output, bundles):
    archives = [zipfile.ZipFile(path) for path in bundles]
    companies = {each["id"]: each for each in records(archives, "Companies")}
    codes = {each["id"]: each["name"].replace("~", ":") for each in records(archives, "BillingCodes")}
    lines = {}
    for each in records(archives, "BillingItems"):
        lines.setdefault(each["invoiceID"], []).append(each)

    def write(number, invoices):
        root = etree.Element("QBXML")
        requests = etree.SubElement(root, "QBXMLMsgsRq", onError="continueOnError")

        def text(parent, name, value):
            etree.SubElement(parent, name).text = value

        for invoice in invoices:
            request = etree.SubElement(requests, "InvoiceAddRq", requestID=str(invoice["id"]))
            add = etree.SubElement(request, "InvoiceAdd")
            company = companies[invoice["companyID"]]
            text(etree.SubElement(add, "CustomerRef"), "FullName", company["companyName"])
            text(add, "TxnDate", invoice["invoiceDateTime"][:10])
            address = etree.SubElement(add, "BillAddress")
            text(address, "Addr1", company["companyName"])
            text(address, "Addr2", company["address1"])
            text(address, "City", company["city"])
            text(address, "State", company["state"])
            text(address, "PostalCode", company["postalCode"])
            for line in sorted(lines.get(invoice["id"], []), key=lambda each: each["sortOrderID"]):
                item = etree.SubElement(add, "InvoiceLineAdd")
                text(etree.SubElement(item, "ItemRef"), "FullName", codes[line["billingCodeID"]])
                text(item, "Desc", line["description"] or line["itemName"])
                text(item, "Quantity", f'{line["quantity"]:.5f}')
                text(item, "Amount", f'{line["totalAmount"]:.2f}')
                text(item, "ServiceDate", line["itemDate"][:10])
        document = etree.tostring(root, encoding="us-ascii", xml_declaration=True, pretty_print=True)
        head, body = document.split(b"\n", 1)
        with open(os.path.join(output, f"{number:06d}.qbxml"), "wb") as file:
            file.write(head + b'\n<?qbxml version="13.0"?>\n' + body)

    invoices = list(records(archives, "Invoices"))
    for start in range(0, len(invoices), 100):
        write(start // 100 + 1, invoices[start:start + 100])


main(sys.argv[1], sys.argv[2:])
